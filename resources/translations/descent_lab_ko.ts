<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>reached step {step}</source>
        <translation>{step}스텝에 도달</translation>
    </message>
    <message>
        <source>diverged at step {step}</source>
        <translation>{step}스텝에서 발산</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>{line}행</translation>
    </message>
    <message>
        <source>this is not UTF-8 text; save the file as UTF-8</source>
        <translation>UTF-8 텍스트가 아닙니다. 파일을 UTF-8로 저장하세요</translation>
    </message>
    <message>
        <source>f is not finite there; choose a start nearer to the minimum</source>
        <translation>이 위치에서 f가 유한하지 않습니다. 최소점에 더 가까운 시작점을 고르세요</translation>
    </message>
    <message>
        <source>the label “{label}” is already that of run {first}; give this run a label of its own</source>
        <translation>라벨 “{label}”: {first}번 실행이 이미 쓰고 있습니다. 다른 라벨을 붙이세요</translation>
    </message>
    <message>
        <source>“{name}” is missing</source>
        <translation>“{name}” 항목이 없습니다</translation>
    </message>
    <message>
        <source>a start is two finite numbers, such as [-9.0, 2.0]</source>
        <translation>시작점은 [-9.0, 2.0]처럼 유한한 수 두 개로 씁니다</translation>
    </message>
    <message>
        <source>{value} does not fit: {needed}</source>
        <translation>{value}: 맞지 않는 값입니다. {needed}</translation>
    </message>
    <message>
        <source>a table [problem] with a function is needed</source>
        <translation>함수를 지정한 [problem] 테이블이 필요합니다</translation>
    </message>
    <message>
        <source>at least one table [[runs]] with an optimizer is needed</source>
        <translation>옵티마이저를 지정한 [[runs]] 테이블이 하나 이상 필요합니다</translation>
    </message>
    <message>
        <source>there is no function “{name}”{hint}</source>
        <translation>“{name}” 함수는 없습니다{hint}</translation>
    </message>
    <message>
        <source>there is no optimizer “{name}”{hint}</source>
        <translation>“{name}” 옵티마이저는 없습니다{hint}</translation>
    </message>
    <message>
        <source>; did you mean “{nearest}”?</source>
        <translation>. 혹시 “{nearest}”인가요?</translation>
    </message>
    <message>
        <source>; there are: {names}</source>
        <translation>. 쓸 수 있는 이름: {names}</translation>
    </message>
    <message>
        <source>this optimizer has no {name}; it belongs to {owners}</source>
        <translation>이 옵티마이저에는 {name} 항목이 없습니다. {owners}에서만 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>only sgd draws batches; {name} belongs to it</source>
        <translation>배치를 뽑는 것은 sgd뿐입니다. {name} 항목은 sgd에서만 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>there is no key “{name}” here{hint}</source>
        <translation>여기에는 “{name}” 키를 쓸 수 없습니다{hint}</translation>
    </message>
    <message>
        <source>a text is needed</source>
        <translation>텍스트가 필요합니다</translation>
    </message>
    <message>
        <source>a text of one line that is not empty is needed</source>
        <translation>비어 있지 않은 한 줄의 텍스트가 필요합니다</translation>
    </message>
    <message>
        <source>a text that is not empty is needed</source>
        <translation type="vanished">비어 있지 않은 텍스트가 필요합니다</translation>
    </message>
    <message>
        <source>the name of a function, as text, is needed</source>
        <translation>함수 이름을 텍스트로 써야 합니다</translation>
    </message>
    <message>
        <source>the name of an optimizer, as text, is needed</source>
        <translation>옵티마이저 이름을 텍스트로 써야 합니다</translation>
    </message>
    <message>
        <source>a whole number from 0 to {most} is needed</source>
        <translation>0부터 {most}까지의 정수가 필요합니다</translation>
    </message>
    <message>
        <source>true or false is needed</source>
        <translation>true 또는 false가 필요합니다</translation>
    </message>
    <message>
        <source>a whole number with {range} is needed</source>
        <translation>{range} 범위의 정수가 필요합니다</translation>
    </message>
    <message>
        <source>a number with {range} is needed</source>
        <translation>{range} 범위의 수가 필요합니다</translation>
    </message>
    <message>
        <source>a number of thousands of digits</source>
        <translation>수천 자리의 수</translation>
    </message>
    <message>
        <source>run {number}</source>
        <translation>{number}번 실행</translation>
    </message>
    <message>
        <source>this is not valid TOML: {message}</source>
        <translation>올바른 TOML이 아닙니다: {message}</translation>
    </message>
    <message>
        <source>Seed bowl</source>
        <translation>강의 그릇</translation>
    </message>
    <message>
        <source>A long bowl, ten times steeper in y than in x: the figure of the course that this program grew from.</source>
        <translation>y 방향이 x 방향보다 열 배 가파른 긴 그릇입니다. 이 프로그램의 바탕이 된 강의의 그림입니다.</translation>
    </message>
    <message>
        <source>Textbook bowl</source>
        <translation>교과서 그릇</translation>
    </message>
    <message>
        <source>Twenty times steeper in y than in x: one learning rate must serve both, so plain descent zigzags.</source>
        <translation>y 방향이 x 방향보다 스무 배 가파릅니다. 학습률 하나로 두 방향을 모두 다루어야 하므로 기본 경사 하강법은 지그재그로 움직입니다.</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>Booth 함수</translation>
    </message>
    <message>
        <source>A tilted bowl: methods that scale each coordinate on its own gain little when the valley is diagonal.</source>
        <translation>기울어진 그릇입니다. 골짜기가 대각선으로 놓이면 축마다 학습률을 조정하는 방법도 별 이득이 없습니다.</translation>
    </message>
    <message>
        <source>Matyas</source>
        <translation>Matyas 함수</translation>
    </message>
    <message>
        <source>A shallow diagonal valley: far along it the gradient is small, so progress is slow and momentum pays.</source>
        <translation>대각선으로 뻗은 얕은 골짜기입니다. 골짜기를 따라서는 기울기가 작아 진행이 느리고, 모멘텀이 도움이 됩니다.</translation>
    </message>
    <message>
        <source>Line fit</source>
        <translation>직선 회귀</translation>
    </message>
    <message>
        <source>A straight line through 40 noisy points: the place to compare the gradient over all data with that of a random batch.</source>
        <translation>잡음이 섞인 점 40개에 직선을 맞춥니다. 모든 데이터로 구한 기울기와 무작위 배치로 구한 기울기를 비교하기에 좋습니다.</translation>
    </message>
    <message>
        <source>Saddle</source>
        <translation>안장</translation>
    </message>
    <message>
        <source>Down to the saddle, then away: who feels the small slope in y first? There is no minimum, f falls without end.</source>
        <translation>안장점으로 내려갔다가 벗어납니다. y 방향의 작은 기울기를 누가 먼저 느낄까요? 최소점이 없어 f는 끝없이 작아집니다.</translation>
    </message>
    <message>
        <source>Monkey saddle</source>
        <translation>원숭이 안장</translation>
    </message>
    <message>
        <source>Three valleys meet at a point where even the curvature is zero: the approach slows down more and more.</source>
        <translation>곡률마저 0인 점에서 골짜기 셋이 만납니다. 다가갈수록 점점 느려집니다.</translation>
    </message>
    <message>
        <source>Rosenbrock</source>
        <translation>Rosenbrock 함수</translation>
    </message>
    <message>
        <source>A bent valley with a flat floor: easy to enter, slow to follow. Steep walls force a small learning rate.</source>
        <translation>바닥이 평평한 굽은 골짜기입니다. 들어가기는 쉽지만 따라가기는 느립니다. 벽이 가팔라 학습률을 작게 잡아야 합니다.</translation>
    </message>
    <message>
        <source>Beale</source>
        <translation>Beale 함수</translation>
    </message>
    <message>
        <source>Steep cliffs at the corners and a flat valley: gradients differ a thousandfold, so scaling them helps.</source>
        <translation>모서리는 가파른 절벽이고 골짜기는 평평합니다. 기울기가 천 배나 차이 나므로 기울기의 크기를 조정하면 도움이 됩니다.</translation>
    </message>
    <message>
        <source>Plateau</source>
        <translation>고원</translation>
    </message>
    <message>
        <source>A wide flat region around a narrow minimum: plain descent crawls where the gradient is tiny, scaled steps walk on.</source>
        <translation>좁은 최소점 둘레에 넓고 평평한 땅이 있습니다. 기울기가 아주 작은 곳에서 기본 경사 하강법은 기어가고, 크기를 조정한 스텝은 계속 나아갑니다.</translation>
    </message>
    <message>
        <source>Rastrigin</source>
        <translation>Rastrigin 함수</translation>
    </message>
    <message>
        <source>An egg box: the slope points to the nearest of a hundred local minima, and small steps never leave it.</source>
        <translation>달걀판 모양입니다. 기울기는 백여 개 극소점 가운데 가장 가까운 곳을 가리키고, 스텝이 작으면 거기서 빠져나오지 못합니다.</translation>
    </message>
    <message>
        <source>Ackley</source>
        <translation>Ackley 함수</translation>
    </message>
    <message>
        <source>A cone with ripples and a sharp tip: only a fast run crosses them, and a fixed rate never rests at the tip.</source>
        <translation>물결이 있고 끝이 뾰족한 원뿔입니다. 빠른 실행만 물결을 넘고, 학습률이 고정되면 뾰족한 끝에서 멈추지 못합니다.</translation>
    </message>
    <message>
        <source>Himmelblau</source>
        <translation>Himmelblau 함수</translation>
    </message>
    <message>
        <source>Four equal minima around one hill: a small change of start, rate or noise decides which of them is reached.</source>
        <translation>언덕 하나를 둘러싼 높이가 같은 최소점 네 개입니다. 시작점, 학습률, 잡음이 조금만 달라져도 도착하는 곳이 바뀝니다.</translation>
    </message>
    <message>
        <source>Three-hump camel</source>
        <translation>세 혹 낙타</translation>
    </message>
    <message>
        <source>Two local minima beside the lowest one: momentum may roll through, plain descent stays where it first arrives.</source>
        <translation>최소점 양옆에 극소점이 두 개 있습니다. 모멘텀은 굴러서 지나가기도 하지만, 기본 경사 하강법은 처음 닿은 곳에 머뭅니다.</translation>
    </message>
    <message>
        <source>Two wells</source>
        <translation>두 우물</translation>
    </message>
    <message>
        <source>A deep well on the left, a shallower one on the right near the start: who gets trapped, who rolls over?</source>
        <translation>왼쪽에는 깊은 우물, 시작점에 가까운 오른쪽에는 얕은 우물이 있습니다. 누가 갇히고 누가 넘어갈까요?</translation>
    </message>
    <message>
        <source>Styblinski–Tang</source>
        <translation>Styblinski–Tang 함수</translation>
    </message>
    <message>
        <source>Four minima of different depth, one for each corner: the start near the hilltop decides which one is found.</source>
        <translation>네 모서리에 깊이가 다른 극소점이 하나씩 있습니다. 언덕 꼭대기 근처의 시작점이 어디로 갈지를 정합니다.</translation>
    </message>
    <message>
        <source>Goldstein–Price</source>
        <translation>Goldstein–Price 함수</translation>
    </message>
    <message>
        <source>Values from 3 to a million: curvature differs so much that no single learning rate fits the whole picture.</source>
        <translation>함수값이 3에서 백만까지 달라집니다. 곡률 차이가 너무 커서 그림 전체에 맞는 학습률은 없습니다.</translation>
    </message>
    <message>
        <source>McCormick</source>
        <translation>McCormick 함수</translation>
    </message>
    <message>
        <source>A tilted washboard: every trough on the way down the diagonal is lower, so speed decides where a run stops.</source>
        <translation>기울어진 빨래판입니다. 대각선을 따라 내려갈수록 골이 낮아지므로, 어디에서 멈출지는 속도에 달려 있습니다.</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 또는 false</translation>
    </message>
    <message>
        <source>{name} = {value} is outside {range}</source>
        <translation>{name} = {value}: 허용 범위 {range} 밖입니다</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How far to go along the step. Too small crawls, too large zig-zags and diverges.</source>
        <translation>한 스텝에 얼마나 나아갈지 정합니다. 너무 작으면 기어가고, 너무 크면 지그재그로 흔들리다 발산합니다.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>관성 계수</translation>
    </message>
    <message>
        <source>The part of the last velocity that is kept. 0 is plain gradient descent.</source>
        <translation>직전 이동 속도를 남기는 비율입니다. 0이면 기본 경사 하강법입니다.</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>안정화 상수</translation>
    </message>
    <message>
        <source>Added to the root so that nothing is divided by zero.</source>
        <translation>0으로 나누지 않도록 제곱근에 더하는 값입니다.</translation>
    </message>
    <message>
        <source>Gradient descent: the slope over all data, one fixed rate for every direction.</source>
        <translation>경사 하강법: 모든 데이터로 기울기를 구하고, 모든 방향에 고정된 학습률 하나를 씁니다.</translation>
    </message>
    <message>
        <source>Stochastic gradient descent: the slope over a random batch, cheaper and noisier.</source>
        <translation>확률적 경사 하강법: 무작위 배치로 기울기를 구합니다. 계산이 싸지만 더 흔들립니다.</translation>
    </message>
    <message>
        <source>A heavy ball: part of the last velocity carries on.</source>
        <translation>모멘텀: 무거운 공처럼 직전 이동 속도의 일부가 이어집니다.</translation>
    </message>
    <message>
        <source>A rate for each direction, which shrinks with all the squares seen so far.</source>
        <translation>방향마다 학습률이 다르고, 지금까지 쌓인 기울기 제곱의 합만큼 작아집니다.</translation>
    </message>
    <message>
        <source>Nesterov&apos;s gradient: the heavy ball looks at the slope ahead of it.</source>
        <translation>네스테로프 가속 경사: 무거운 공이 앞으로 갈 곳의 기울기를 미리 봅니다.</translation>
    </message>
    <message>
        <source>AdaGrad that forgets: a running mean of squares instead of their sum.</source>
        <translation>잊을 줄 아는 AdaGrad: 기울기 제곱의 합 대신 이동 평균을 씁니다.</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>반영률</translation>
    </message>
    <message>
        <source>The part of the old mean of squares that is kept.</source>
        <translation>이전까지의 제곱 평균을 남기는 비율입니다.</translation>
    </message>
    <message>
        <source>Momentum and RMSProp together, with the bias of their zero start corrected.</source>
        <translation>모멘텀과 RMSProp을 결합하고, 0에서 시작해 생기는 편향을 보정합니다.</translation>
    </message>
    <message>
        <source>First decay</source>
        <translation>1차 반영률</translation>
    </message>
    <message>
        <source>The part of the mean gradient that is kept.</source>
        <translation>이전까지의 기울기 평균을 남기는 비율입니다.</translation>
    </message>
    <message>
        <source>Second decay</source>
        <translation>2차 반영률</translation>
    </message>
    <message>
        <source>The part of the mean square that is kept.</source>
        <translation>이전까지의 제곱 평균을 남기는 비율입니다.</translation>
    </message>
    <message>
        <source>Bias correction</source>
        <translation>편향 보정</translation>
    </message>
    <message>
        <source>Divide by 1 − βᵗ, because both means start at zero.</source>
        <translation>두 평균이 0에서 시작하므로 1 − βᵗ로 나눕니다.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>How many points the gradient is averaged over.</source>
        <translation>기울기를 평균 낼 점의 개수입니다.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>How far around the point the batch is drawn, as a standard deviation.</source>
        <translation>현재 위치에서 얼마나 떨어진 점까지 배치로 뽑을지를 표준편차로 정합니다.</translation>
    </message>
    <message>
        <source>f is not finite at the start ({x}, {y}). Choose a start nearer to the minimum.</source>
        <translation>시작점 ({x}, {y})에서 f가 유한하지 않습니다. 최소점에 더 가까운 시작점을 고르세요.</translation>
    </message>
    <message>
        <source>The steps up to {step} are taken; rewind to change settings before it.</source>
        <translation>{step}스텝까지 이미 진행했습니다. 그 이전의 설정을 바꾸려면 되감으세요.</translation>
    </message>
    <message>
        <source>A run keeps its update rule; start another run for {name}.</source>
        <translation>실행의 갱신 규칙은 바꿀 수 없습니다. {name}용 실행을 따로 시작하세요.</translation>
    </message>
    <message>
        <source>There is no step {step} to go back to; the run has steps 0 to {last}.</source>
        <translation>{step}스텝으로는 돌아갈 수 없습니다. 이 실행에는 0스텝부터 {last}스텝까지만 있습니다.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Save picture…</source>
        <translation>그림 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the canvas, the loss plot or the window as a PNG</source>
        <translation>캔버스, 손실 그래프 또는 창을 PNG로 저장합니다</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>그림 복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy canvas and loss plot to the clipboard</source>
        <translation>캔버스와 손실 그래프를 클립보드에 복사합니다</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>프로그램을 닫습니다</translation>
    </message>
    <message>
        <source>To the &amp;start</source>
        <translation>처음으로(&amp;S)</translation>
    </message>
    <message>
        <source>Go back to step 0; settings and views stay</source>
        <translation type="vanished">0스텝으로 돌아갑니다. 설정과 화면은 그대로입니다</translation>
    </message>
    <message>
        <source>Go back to step 0; settings and views stay, and playing goes on</source>
        <translation>0스텝으로 돌아갑니다. 설정과 화면은 그대로이고 재생은 계속됩니다</translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation>한 스텝 뒤로(&amp;B)</translation>
    </message>
    <message>
        <source>Take the last step back</source>
        <translation>마지막 스텝을 되돌립니다</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>재생(&amp;P)</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>재생하거나 일시 정지합니다</translation>
    </message>
    <message>
        <source>S&amp;tep</source>
        <translation>한 스텝(&amp;T)</translation>
    </message>
    <message>
        <source>Take one step</source>
        <translation>한 스텝 나아갑니다</translation>
    </message>
    <message>
        <source>Te&amp;n steps</source>
        <translation>10스텝(&amp;N)</translation>
    </message>
    <message>
        <source>Take ten steps</source>
        <translation>10스텝 나아갑니다</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>초기화(&amp;R)</translation>
    </message>
    <message>
        <source>Stop, go back to step 0 and fit both views; settings, start and seed stay</source>
        <translation>멈추고 0스텝으로 돌아가 두 화면을 맞춥니다. 설정, 시작점, 시드는 그대로입니다</translation>
    </message>
    <message>
        <source>New s&amp;eed</source>
        <translation>새 시드(&amp;E)</translation>
    </message>
    <message>
        <source>Draw another seed for the batches</source>
        <translation>배치에 쓸 시드를 새로 뽑습니다</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>느리게(&amp;L)</translation>
    </message>
    <message>
        <source>Fewer steps a second</source>
        <translation>초당 스텝 수를 줄입니다</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>빠르게(&amp;F)</translation>
    </message>
    <message>
        <source>More steps a second</source>
        <translation>초당 스텝 수를 늘립니다</translation>
    </message>
    <message>
        <source>&amp;Fit the canvas</source>
        <translation>캔버스 맞춤(&amp;F)</translation>
    </message>
    <message>
        <source>Show the whole landscape</source>
        <translation>지형 전체를 보여 줍니다</translation>
    </message>
    <message>
        <source>Fit the &amp;loss plot</source>
        <translation>손실 그래프 맞춤(&amp;L)</translation>
    </message>
    <message>
        <source>Show all curves, outliers aside</source>
        <translation>이상값을 빼고 모든 곡선을 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Equal aspect</source>
        <translation>1:1 비율(&amp;E)</translation>
    </message>
    <message>
        <source>One unit is as long on x as on y</source>
        <translation>x축과 y축의 단위 길이를 같게 합니다</translation>
    </message>
    <message>
        <source>Lo&amp;garithmic loss</source>
        <translation>로그 손실 축(&amp;G)</translation>
    </message>
    <message>
        <source>Logarithmic or linear loss axis</source>
        <translation>손실 축을 로그나 선형으로 바꿉니다</translation>
    </message>
    <message>
        <source>&amp;Parameter panel</source>
        <translation>매개변수 패널(&amp;P)</translation>
    </message>
    <message>
        <source>Show or hide the panel on the left</source>
        <translation>왼쪽 패널을 보이거나 숨깁니다</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>All keys of the program</source>
        <translation>프로그램의 모든 단축키</translation>
    </message>
    <message>
        <source>&amp;About Descent Lab</source>
        <translation>Descent Lab 정보(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>버전과 라이선스</translation>
    </message>
    <message>
        <source>The computation stopped; Reset starts it anew</source>
        <translation>계산이 멈췄습니다. 초기화하면 다시 시작합니다</translation>
    </message>
    <message>
        <source>No run is left to step: each has ended or is switched off</source>
        <translation>진행할 실행이 없습니다. 모두 끝났거나 꺼져 있습니다</translation>
    </message>
    <message>
        <source>This is the start</source>
        <translation>지금이 처음입니다</translation>
    </message>
    <message>
        <source>There is no screen, and {file} cannot be written: {reason}.</source>
        <translation>화면이 없고, {file} 파일에도 쓸 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>There is no screen for a window. The default experiment is drawn in {file}.</source>
        <translation>창을 띄울 화면이 없어 기본 실험을 {file} 파일에 그렸습니다.</translation>
    </message>
    <message>
        <source>Trajectory canvas</source>
        <translation>경로 캔버스</translation>
    </message>
    <message>
        <source>The landscape of the function and the paths of all runs</source>
        <translation>함수의 지형과 모든 실행의 경로</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Show the whole landscape (F, or double click)</source>
        <translation>지형 전체를 보여 줍니다(F 또는 더블 클릭)</translation>
    </message>
    <message>
        <source>Equal aspect</source>
        <translation>1:1 비율</translation>
    </message>
    <message>
        <source>One unit is as long on x as on y (E)</source>
        <translation>x축과 y축의 단위 길이를 같게 합니다(E)</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>클릭</translation>
    </message>
    <message>
        <source>Set the start (on the canvas)</source>
        <translation>시작점을 정합니다(캔버스)</translation>
    </message>
    <message>
        <source>Drag the flag</source>
        <translation>깃발 끌기</translation>
    </message>
    <message>
        <source>Move the start (on the canvas)</source>
        <translation>시작점을 옮깁니다(캔버스)</translation>
    </message>
    <message>
        <source>Drag, {keys} …</source>
        <translation>끌기, {keys} …</translation>
    </message>
    <message>
        <source>Move the view (on the canvas)</source>
        <translation>화면을 옮깁니다(캔버스)</translation>
    </message>
    <message>
        <source>Wheel, +, −</source>
        <translation>휠, +, −</translation>
    </message>
    <message>
        <source>Zoom (on the canvas)</source>
        <translation>확대하거나 축소합니다(캔버스)</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>더블 클릭</translation>
    </message>
    <message>
        <source>Fit the canvas</source>
        <translation>지형 전체를 보여 줍니다(캔버스)</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>기호 설명</translation>
    </message>
    <message>
        <source>What the marks on the canvas mean</source>
        <translation>캔버스에 있는 기호의 뜻</translation>
    </message>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>최소점</translation>
    </message>
    <message>
        <source>local minimum</source>
        <translation>극소점</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>안장점</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>극대점</translation>
    </message>
    <message>
        <source>Read-out</source>
        <translation>좌표 표시</translation>
    </message>
    <message>
        <source>The point under the mouse, the value of the function there, and its gradient</source>
        <translation>마우스 위치의 좌표, 함수값, 기울기</translation>
    </message>
    <message>
        <source>Click to set the start · drag to move the view · wheel to zoom</source>
        <translation>클릭: 시작점 · 끌기: 화면 이동 · 휠: 확대/축소</translation>
    </message>
    <message>
        <source>Interrupted; nothing was written.</source>
        <translation>중단되었습니다. 아무것도 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>A library cannot be loaded: {reason}. “make run” installs what is missing, or says how.</source>
        <translation>라이브러리를 불러올 수 없습니다: {reason}. “make run”이 빠진 것을 설치하거나 방법을 알려 줍니다.</translation>
    </message>
    <message>
        <source>Watch, step through and race gradient-descent optimizers. Without a command the window opens.</source>
        <translation>경사 하강법 옵티마이저를 지켜보고, 한 스텝씩 따라가고, 경주시킵니다. 명령이 없으면 창이 열립니다.</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>run an experiment file without a window</source>
        <translation>창 없이 실험 파일을 실행합니다</translation>
    </message>
    <message>
        <source>the experiment</source>
        <translation>실험 파일</translation>
    </message>
    <message>
        <source>where history.csv, canvas.png and loss.png are written</source>
        <translation>history.csv, canvas.png, loss.png를 쓸 폴더</translation>
    </message>
    <message>
        <source>list the optimizers and their hyperparameters</source>
        <translation>옵티마이저와 그 하이퍼파라미터를 나열합니다</translation>
    </message>
    <message>
        <source>list the functions and their recommended learning rates</source>
        <translation>함수와 권장 학습률을 나열합니다</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>{file} 파일을 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{file} has mistakes; nothing was run or written:</source>
        <translation>{file} 파일에 잘못된 곳이 있어 아무것도 실행하거나 쓰지 않았습니다:</translation>
    </message>
    <message>
        <source>{out} cannot be written: {reason}. Choose another folder with --out.</source>
        <translation>{out} 폴더에 쓸 수 없습니다: {reason}. --out으로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>스텝 수</translation>
    </message>
    <message>
        <source>final loss</source>
        <translation>최종 손실</translation>
    </message>
    <message>
        <source>why it ended</source>
        <translation>끝난 이유</translation>
    </message>
    <message>
        <source>default: recommended for each function</source>
        <translation>기본값: 함수마다 권장하는 값</translation>
    </message>
    <message>
        <source>default: {value}</source>
        <translation>기본값: {value}</translation>
    </message>
    <message>
        <source>none, unbounded below</source>
        <translation>없음(아래로 유계가 아님)</translation>
    </message>
    <message>
        <source>view [{x_min:g}, {x_max:g}] × [{y_min:g}, {y_max:g}], start ({x:g}, {y:g})</source>
        <translation>화면 [{x_min:g}, {x_max:g}] × [{y_min:g}, {y_max:g}], 시작점 ({x:g}, {y:g})</translation>
    </message>
    <message>
        <source>minimum {places}</source>
        <translation>최소점 {places}</translation>
    </message>
    <message>
        <source>learning rates {rates}</source>
        <translation>학습률 {rates}</translation>
    </message>
    <message>
        <source>noise {noise:g}</source>
        <translation>노이즈 {noise:g}</translation>
    </message>
    <message>
        <source>Something unexpected happened ({kind}). The window goes on; the details are in {file}.</source>
        <translation>예상하지 못한 문제가 생겼습니다({kind}). 창은 계속 쓸 수 있습니다. 자세한 내용은 {file} 파일에 있습니다.</translation>
    </message>
    <message>
        <source>Canvas and loss plot</source>
        <translation>캔버스와 손실 그래프</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>캔버스</translation>
    </message>
    <message>
        <source>Loss plot</source>
        <translation>손실 그래프</translation>
    </message>
    <message>
        <source>The whole window</source>
        <translation>창 전체</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>What the picture shows</source>
        <translation>그림에 담을 내용</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>그림(&amp;P)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>저장(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the picture to a file</source>
        <translation>그림을 파일로 저장합니다</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the picture to the clipboard</source>
        <translation>그림을 클립보드에 복사합니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close this dialog (Escape)</source>
        <translation>이 대화 상자를 닫습니다(Esc)</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}. Choose another place.</source>
        <translation>{file} 파일에 쓸 수 없습니다: {reason}. 다른 곳을 고르세요.</translation>
    </message>
    <message>
        <source>Saved to {file}.</source>
        <translation>{file}에 저장했습니다.</translation>
    </message>
    <message>
        <source>{scale}×</source>
        <translation>{scale}×</translation>
    </message>
    <message>
        <source>{scale} pixels a point</source>
        <translation>점 하나에 {scale}픽셀</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} 픽셀</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 그림 (*.png)</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>그림을 클립보드에 복사했습니다.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>The language changes when Descent Lab is started again.</source>
        <translation>언어는 Descent Lab을 다시 시작하면 바뀝니다.</translation>
    </message>
    <message>
        <source>Korean cannot be shown: this system has no Korean font, so the window is in English. Install one, on Debian and Ubuntu with “apt-get install fonts-nanum” or “fonts-noto-cjk”, and start again.</source>
        <translation>한국어를 표시할 수 없습니다. 이 시스템에 한국어 글꼴이 없어 창이 영어로 나옵니다. 글꼴을 설치하고(Debian과 Ubuntu: “apt-get install fonts-nanum” 또는 “fonts-noto-cjk”) 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The translation of this language is missing, so the window is in English. Install Descent Lab again.</source>
        <translation>이 언어의 번역 파일이 없어 창이 영어로 나옵니다. Descent Lab을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;Language)</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>시스템 설정(&amp;S)</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>한국어</translation>
    </message>
    <message>
        <source>{run}. Click to hide it</source>
        <translation>{run}: 클릭하면 숨깁니다</translation>
    </message>
    <message>
        <source>{run}. Click to show it</source>
        <translation>{run}: 클릭하면 보여 줍니다</translation>
    </message>
    <message>
        <source>Runs shown in the loss plot</source>
        <translation>손실 그래프에 보이는 실행</translation>
    </message>
    <message>
        <source>Press Space to start, → for one step</source>
        <translation>Space 키로 시작, → 키로 한 스텝</translation>
    </message>
    <message>
        <source>No run is switched on. Click one in the legend</source>
        <translation>켜진 실행이 없습니다. 범례에서 하나를 클릭하세요</translation>
    </message>
    <message>
        <source>0 is shown at the floor</source>
        <translation>0은 바닥에 표시합니다</translation>
    </message>
    <message>
        <source>Less than {limit} is shown at the floor</source>
        <translation>{limit}보다 작은 값은 바닥에 표시됩니다</translation>
    </message>
    <message>
        <source>smoothed {quantity}</source>
        <translation>스무딩 {quantity}</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>스무딩</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>{count} gradient evaluations</source>
        <translation>기울기 계산 {count}회</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>gradient evaluations</source>
        <translation>기울기 계산 횟수</translation>
    </message>
    <message>
        <source>computing time in seconds</source>
        <translation>계산 시간(초)</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>스무딩</translation>
    </message>
    <message>
        <source>How much of the past is kept in the smoothed curve. 0 shows the values themselves.</source>
        <translation>스무딩 곡선에 과거 값을 얼마나 남길지 정합니다. 0이면 값을 그대로 보여 줍니다.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>계산 횟수</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>시간(초)</translation>
    </message>
    <message>
        <source>Logarithmic loss axis (L)</source>
        <translation>로그 손실 축(L)</translation>
    </message>
    <message>
        <source>This function has no lowest value: the loss falls below 0, where there is no logarithm</source>
        <translation>이 함수에는 최솟값이 없습니다. 손실이 0보다 작아지면 로그를 구할 수 없습니다</translation>
    </message>
    <message>
        <source>The view follows the curves (Shift+F). Zoom or drag to look closer</source>
        <translation>화면이 곡선을 따라갑니다(Shift+F). 자세히 보려면 확대하거나 끄세요</translation>
    </message>
    <message>
        <source>Show all curves, outliers aside, and follow them (Shift+F)</source>
        <translation>이상값을 빼고 모든 곡선을 보여 주며 따라갑니다(Shift+F)</translation>
    </message>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>로그 손실 축</translation>
    </message>
    <message>
        <source>Fit the loss plot</source>
        <translation>손실 그래프 맞춤</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>가로축</translation>
    </message>
    <message>
        <source>What the horizontal axis counts: steps, gradient evaluations, or seconds of computing</source>
        <translation>가로축의 단위: 스텝, 기울기 계산 횟수, 계산 시간(초)</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>스무딩</translation>
    </message>
    <message>
        <source>Loss plot: move the cross-hair by a step (with Shift by ten)</source>
        <translation>손실 그래프: 십자선을 한 스텝(Shift와 함께 10스텝) 옮깁니다</translation>
    </message>
    <message>
        <source>Loss plot: hide the cross-hair</source>
        <translation>손실 그래프: 십자선을 숨깁니다</translation>
    </message>
    <message>
        <source>Loss plot: zoom in, zoom out</source>
        <translation>손실 그래프: 확대, 축소</translation>
    </message>
    <message>
        <source>Loss plot: move the view</source>
        <translation>손실 그래프: 화면을 옮깁니다</translation>
    </message>
    <message>
        <source>Loss plot: fit, and follow the curves</source>
        <translation type="vanished">손실 그래프: 화면을 맞추고 곡선을 따라갑니다</translation>
    </message>
    <message>
        <source>Descent Lab</source>
        <translation>Descent Lab</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>Paused at step {step}. Press Space to go on.</source>
        <translation>{step}스텝에서 일시 정지했습니다. Space 키를 누르면 계속합니다.</translation>
    </message>
    <message>
        <source>Descent Lab {version}

Watch, step through and race gradient-descent optimizers.
MIT licence.</source>
        <translation>Descent Lab {version}

경사 하강법 옵티마이저를 지켜보고, 한 스텝씩 따라가고, 경주시켜 봅니다.
MIT 라이선스.</translation>
    </message>
    <message>
        <source>About Descent Lab</source>
        <translation>Descent Lab 정보</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Hide this message</source>
        <translation>이 알림을 숨깁니다</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>알림 닫기</translation>
    </message>
    <message>
        <source>Back to recommended</source>
        <translation>권장값으로</translation>
    </message>
    <message>
        <source>{name}: back to recommended</source>
        <translation>{name}: 권장값으로</translation>
    </message>
    <message>
        <source>All values are the recommended ones already</source>
        <translation>모든 값이 이미 권장값입니다</translation>
    </message>
    <message>
        <source>η = {rate} as recommended for this function, everything else at its default</source>
        <translation>η = {rate}(이 함수의 권장값), 나머지는 기본값으로 되돌립니다</translation>
    </message>
    <message>
        <source>Not used here: this function has data of its own, and batches are drawn from them.</source>
        <translation>여기서는 쓰지 않습니다. 이 함수에는 자체 데이터가 있어 배치를 거기에서 뽑습니다.</translation>
    </message>
    <message>
        <source>Update rule of {name}</source>
        <translation>{name}의 갱신 규칙</translation>
    </message>
    <message>
        <source>One step, line by line. W: the point, ∇L: the gradient, ⊙: element by element</source>
        <translation>한 스텝을 한 줄씩 보여 줍니다. W: 현재 위치, ∇L: 기울기, ⊙: 요소 곱</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>유한한 수</translation>
    </message>
    <message>
        <source>An empty field was not taken. It must be {range}.</source>
        <translation>빈칸은 쓸 수 없습니다. 허용되는 값: {range}.</translation>
    </message>
    <message>
        <source>{text} was not taken. It must be {range}.</source>
        <translation>“{text}”: 쓸 수 없는 값입니다. 허용되는 값: {range}.</translation>
    </message>
    <message>
        <source>{title}, slider</source>
        <translation>{title} 슬라이더</translation>
    </message>
    <message>
        <source>{name} takes part</source>
        <translation>{name} 참가</translation>
    </message>
    <message>
        <source>Let {name} take part, or not</source>
        <translation>{name}의 참가 여부를 정합니다</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Optimizers</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>Start {variable}</source>
        <translation>시작점 {variable}</translation>
    </message>
    <message>
        <source>Where every run begins. Click or drag on the canvas to move it, too.</source>
        <translation>모든 실행이 시작하는 점입니다. 캔버스에서 클릭하거나 끌어서 옮길 수도 있습니다.</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Every random batch follows from it, the same for all runs. Reset keeps it.</source>
        <translation>이 값이 모든 무작위 배치를 정하며, 모든 실행에 같습니다. 초기화해도 그대로입니다.</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>수식</translation>
    </message>
    <message>
        <source>A whole number from 0</source>
        <translation>0 이상의 정수</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>새 시드</translation>
    </message>
    <message>
        <source>Draw another seed: other batches, from the same start.
With “Replay while tuning” on, the race is computed again to the same step.
With it off, the race begins anew at step 0.</source>
        <translation>시드를 새로 뽑습니다. 시작점은 같고 배치만 달라집니다.
“조정하며 다시 계산”이 켜져 있으면 같은 스텝까지 다시 계산합니다.
꺼져 있으면 0스텝부터 새로 시작합니다.</translation>
    </message>
    <message>
        <source>Draw another seed: other batches, from the same start</source>
        <translation type="vanished">시드를 새로 뽑습니다. 시작점은 같고 배치만 달라집니다</translation>
    </message>
    <message>
        <source>Replay while tuning</source>
        <translation>조정하며 다시 계산</translation>
    </message>
    <message>
        <source>On: a changed value computes the run again from the start to the same step, so the path bends under the slider.
Off: a changed value applies from the next step, and the path so far stays.</source>
        <translation>켜면 값을 바꿀 때마다 처음부터 같은 스텝까지 다시 계산하므로, 슬라이더를 따라 경로가 휩니다.
끄면 바꾼 값이 다음 스텝부터 쓰이고, 지금까지의 경로는 그대로 남습니다.</translation>
    </message>
    <message>
        <source>The landscape to race on: {name}</source>
        <translation>경주할 지형: {name}</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>함수</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>the picture could not be encoded</source>
        <translation>그림을 인코딩할 수 없습니다</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>무제한</translation>
    </message>
    <message>
        <source>{speed}/s</source>
        <translation>{speed}/초</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Step counter</source>
        <translation>스텝 수</translation>
    </message>
    <message>
        <source>How many steps every run has taken</source>
        <translation>모든 실행이 지금까지 나아간 스텝 수</translation>
    </message>
    <message>
        <source>Steps per second</source>
        <translation>초당 스텝 수</translation>
    </message>
    <message>
        <source>How many steps a second are being taken now</source>
        <translation>지금 초당 나아가는 스텝 수</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Steps per second while playing, from 1 to unlimited (keys , and .)</source>
        <translation>재생할 때의 초당 스텝 수, 1부터 무제한까지(단축키 , 와 .)</translation>
    </message>
    <message>
        <source>Set speed</source>
        <translation>설정한 속도</translation>
    </message>
    <message>
        <source>Steps per second while playing</source>
        <translation>재생할 때의 초당 스텝 수</translation>
    </message>
    <message>
        <source>{rate} steps/s</source>
        <translation>초당 {rate}스텝</translation>
    </message>
    <message>
        <source>The computation stopped: {error}. Reset starts it anew.</source>
        <translation>계산이 멈췄습니다: {error}. 초기화하면 다시 시작합니다.</translation>
    </message>
</context>
</TS>
