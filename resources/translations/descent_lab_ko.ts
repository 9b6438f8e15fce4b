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
        <source>Diverged at step {step} with earlier settings, η = {rate}. Go back before that step, or press Reset, to run with those of now.</source>
        <translation>이전 설정(η = {rate})으로 {step}스텝에서 발산했습니다. 지금 설정으로 진행하려면 그 스텝 앞으로 돌아가거나 초기화를 누르세요.</translation>
    </message>
    <message>
        <source>{name} diverged at step {step}. Go back before it, or press Reset, to run on with the new settings.</source>
        <translation>{name}: {step}스텝에서 발산했습니다. 새 설정으로 이어 가려면 그 앞으로 돌아가거나 초기화를 누르세요.</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>{line}행</translation>
    </message>
    <message>
        <source>experiment “{name}”</source>
        <translation>실험 “{name}”</translation>
    </message>
    <message>
        <source>run {number}, change {change}</source>
        <translation>실행 {number}, 변경 {change}</translation>
    </message>
    <message>
        <source>scene {number}</source>
        <translation>{number}번 장면</translation>
    </message>
    <message>
        <source>this is not UTF-8 text; save the file as UTF-8</source>
        <translation>UTF-8 텍스트가 아닙니다. 파일을 UTF-8로 저장하세요</translation>
    </message>
    <message>
        <source>“function” is missing; or “dataset”, for a network</source>
        <translation>“function”이 없습니다. 신경망이라면 “dataset”이 필요합니다</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>결승선</translation>
    </message>
    <message>
        <source>What part of the start&apos;s f − f* is left at the finish.</source>
        <translation>결승선에서 f − f*가 시작점 값의 얼마만큼 남는지 정합니다.</translation>
    </message>
    <message>
        <source>Hold the finish</source>
        <translation>결승선 유지</translation>
    </message>
    <message>
        <source>For how many steps a run has to stay at the finish, or below, to have arrived.</source>
        <translation>도착으로 인정되려면 몇 스텝 동안 결승선 이하에 머물러야 하는지 정합니다.</translation>
    </message>
    <message>
        <source>f is not finite there; choose a start nearer to the minimum</source>
        <translation>이 위치에서 f가 유한하지 않습니다. 최소점에 더 가까운 시작점을 고르세요</translation>
    </message>
    <message>
        <source>{first} and {second} exclude each other; leave one of them out</source>
        <translation>{first}과 {second}은 함께 쓸 수 없습니다. 하나를 빼십시오</translation>
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
        <source>a table [problem] with a function or a dataset is needed</source>
        <translation>function이나 dataset이 있는 [problem] 표가 필요합니다</translation>
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
        <source>{optimizer} looks at all images in every step; {name} belongs to the others</source>
        <translation>{optimizer}은(는) 스텝마다 모든 이미지를 봅니다. {name}은(는) 다른 옵티마이저의 것입니다</translation>
    </message>
    <message>
        <source>only sgd draws batches; {name} belongs to it</source>
        <translation>배치를 뽑는 것은 sgd뿐입니다. {name} 항목은 sgd에서만 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>all runs share {name}; it belongs in [problem]</source>
        <translation>{name}은(는) 모든 실행이 함께 씁니다. [problem]에 적으십시오</translation>
    </message>
    <message>
        <source>a start belongs to functions; the weights of a network begin at random, as the seed and init say</source>
        <translation>start는 함수의 것입니다. 신경망의 가중치는 시드와 init에 따라 무작위로 시작합니다</translation>
    </message>
    <message>
        <source>noise belongs to functions; the batches of a network are real images</source>
        <translation>noise는 함수의 것입니다. 신경망의 배치는 진짜 이미지입니다</translation>
    </message>
    <message>
        <source>{name} belongs to networks, which have a dataset instead of a function</source>
        <translation>{name}은(는) function 대신 dataset이 있는 신경망의 것입니다</translation>
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
        <source>the name of a function, as text, is needed</source>
        <translation>함수 이름을 텍스트로 써야 합니다</translation>
    </message>
    <message>
        <source>the name of a data set, as text, is needed, such as “mnist” or “digits”</source>
        <translation>“mnist”나 “digits” 같은 데이터 세트 이름이 문자열로 필요합니다</translation>
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
        <source>“he”, “xavier”, or a number from 0 to 100, the standard deviation of the weights, is needed</source>
        <translation>“he”, “xavier” 또는 0에서 100까지의 수(가중치의 표준 편차)가 필요합니다</translation>
    </message>
    <message>
        <source>a whole number of images from 1 to 10,000,000 is needed</source>
        <translation>1에서 10,000,000까지의 정수(이미지 수)가 필요합니다</translation>
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
        <source>one of {names} is needed</source>
        <translation>{names} 중 하나가 필요합니다</translation>
    </message>
    <message>
        <source>hidden is a list of up to {longest} whole numbers from {minimum} to {maximum}, such as [100, 100]; [] is a network without</source>
        <translation>hidden은 [100, 100]처럼 {minimum}에서 {maximum}까지의 정수 {longest}개까지의 목록입니다. []는 은닉층이 없는 신경망입니다</translation>
    </message>
    <message>
        <source>a number of thousands of digits</source>
        <translation>수천 자리의 수</translation>
    </message>
    <message>
        <source>a value nested a thousand deep</source>
        <translation>천 겹으로 중첩된 값</translation>
    </message>
    <message>
        <source>run {number}</source>
        <translation>{number}번 실행</translation>
    </message>
    <message>
        <source>a key of so many parts has no meaning here</source>
        <translation>이렇게 많은 부분으로 이어진 키는 여기서 아무 뜻이 없습니다</translation>
    </message>
    <message>
        <source>this is not valid TOML: {message}</source>
        <translation>올바른 TOML이 아닙니다: {message}</translation>
    </message>
    <message>
        <source>Long bowl</source>
        <translation>긴 그릇</translation>
    </message>
    <message>
        <source>Ten times steeper in y than in x, so one rate cannot suit both.</source>
        <translation>y 방향이 x 방향보다 열 배 가파릅니다. 학습률 하나로는 둘 다 맞출 수 없습니다.</translation>
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
        <source>Momentum and RMSProp together, with the bias of their zero start left in.</source>
        <translation>모멘텀과 RMSProp을 합치되, 0에서 시작해 생긴 편향은 보정하지 않습니다.</translation>
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
        <source>&amp;Lessons</source>
        <translation>수업(&amp;L)</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>글자(&amp;X)</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>살펴보기</translation>
    </message>
    <message>
        <source>Landscape, or digits</source>
        <translation>지형, 숫자</translation>
    </message>
    <message>
        <source>Save a picture of canvas, loss, accuracy or step inspector, a filmstrip, an η strip, or the whole window</source>
        <translation>캔버스, 손실, 정확도, 스텝 검사기의 그림이나 필름 띠, η 띠, 또는 창 전체를 저장합니다</translation>
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
        <source>Choose a folder with the four files of MNIST, or of another set in its format</source>
        <translation>MNIST나 같은 형식의 다른 데이터 세트의 파일 네 개가 있는 폴더를 고릅니다</translation>
    </message>
    <message>
        <source>Open &amp;lesson…</source>
        <translation>수업 열기(&amp;L)…</translation>
    </message>
    <message>
        <source>Choose a lesson that you or somebody else has written</source>
        <translation>직접 쓰거나 다른 사람이 쓴 수업을 고릅니다</translation>
    </message>
    <message>
        <source>&amp;Download MNIST…</source>
        <translation>MNIST 내려받기(&amp;D)…</translation>
    </message>
    <message>
        <source>Fetch the four files of MNIST from their public mirrors (11 MB)</source>
        <translation>공개 미러에서 MNIST 파일 네 개를 받습니다(11 MB)</translation>
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
        <source>Ten steps bac&amp;k</source>
        <translation>10스텝 뒤로(&amp;K)</translation>
    </message>
    <message>
        <source>Take the last ten steps back</source>
        <translation>마지막 10스텝을 되돌립니다</translation>
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
        <source>S&amp;ub-steps</source>
        <translation>세부 단계(&amp;U)</translation>
    </message>
    <message>
        <source>→ and ← take one part of a step at a time: gradient, accumulators, correction, Δ, move</source>
        <translation>→와 ←로 스텝을 한 단계씩 나누어 봅니다: 기울기, 누적값, 보정, Δ, 이동</translation>
    </message>
    <message>
        <source>&amp;Guess before each step</source>
        <translation>매 스텝 전에 예상하기(&amp;G)</translation>
    </message>
    <message>
        <source>A click on the canvas says where the point goes next; the step shows how far off that was</source>
        <translation>캔버스를 클릭해 점이 다음에 갈 곳을 예상합니다. 스텝을 밟으면 얼마나 빗나갔는지 보입니다</translation>
    </message>
    <message>
        <source>Lock stepp&amp;ing until there is a guess</source>
        <translation>예상하기 전에는 스텝 잠그기(&amp;I)</translation>
    </message>
    <message>
        <source>One step at a time, each after a guess</source>
        <translation>예상한 다음에만 한 스텝씩</translation>
    </message>
    <message>
        <source>&amp;Move the finish…</source>
        <translation>결승선 옮기기(&amp;M)…</translation>
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
        <source>Branc&amp;h from here…</source>
        <translation>여기서 분기(&amp;H)…</translation>
    </message>
    <message>
        <source>Look at the step before, without moving any run</source>
        <translation>실행을 움직이지 않고 이전 스텝을 봅니다</translation>
    </message>
    <message>
        <source>&amp;New experiment</source>
        <translation>새 실험(&amp;N)</translation>
    </message>
    <message>
        <source>Begin with the default experiment, in no file</source>
        <translation>파일 없이 기본 실험으로 시작합니다</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Open an experiment, or a picture that carries one: a PNG exported by the program</source>
        <translation>실험을 열거나, 실험이 담긴 그림(이 프로그램이 내보낸 PNG)을 엽니다</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>Save the experiment with its changes, branches and view</source>
        <translation>변경, 분기, 보기 상태와 함께 실험을 저장합니다</translation>
    </message>
    <message>
        <source>Save, or save as</source>
        <translation>저장, 다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>다른 이름으로 저장(&amp;A)…</translation>
    </message>
    <message>
        <source>Save the experiment into another file</source>
        <translation>실험을 다른 파일에 저장합니다</translation>
    </message>
    <message>
        <source>&amp;Export picture…</source>
        <translation>그림 내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>Export picture, or film</source>
        <translation>그림, 동영상 내보내기</translation>
    </message>
    <message>
        <source>Export &amp;film…</source>
        <translation>동영상 내보내기(&amp;F)…</translation>
    </message>
    <message>
        <source>Save the way to this step as a GIF, an animated PNG or an MP4</source>
        <translation>이 스텝까지의 과정을 GIF, 움직이는 PNG, MP4로 저장합니다</translation>
    </message>
    <message>
        <source>Export n&amp;umbers…</source>
        <translation>수치 내보내기(&amp;U)…</translation>
    </message>
    <message>
        <source>Save every step with all its terms as CSV or NPZ</source>
        <translation>모든 스텝과 모든 항을 CSV나 NPZ로 저장합니다</translation>
    </message>
    <message>
        <source>Open &amp;MNIST files…</source>
        <translation>MNIST 파일 열기(&amp;M)…</translation>
    </message>
    <message>
        <source>A lesson file, or all</source>
        <translation>수업 파일, 또는 모든 수업</translation>
    </message>
    <message>
        <source>A step back, or on</source>
        <translation>한 스텝 뒤로, 앞으로</translation>
    </message>
    <message>
        <source>Ten steps back, or on</source>
        <translation>열 스텝 뒤로, 앞으로</translation>
    </message>
    <message>
        <source>No step without a guess</source>
        <translation>예상하기 전에는 멈춤</translation>
    </message>
    <message>
        <source>How low a run has to come to arrive, and for how long it has to stay there</source>
        <translation>얼마나 낮아져야, 그리고 거기에 얼마나 머물러야 도착으로 치는지 정합니다</translation>
    </message>
    <message>
        <source>L&amp;ook back</source>
        <translation>뒤돌아보기(&amp;O)</translation>
    </message>
    <message>
        <source>Look a step back, or on</source>
        <translation>한 스텝 전, 다음 보기</translation>
    </message>
    <message>
        <source>Look back ten</source>
        <translation>10스텝 이전 보기</translation>
    </message>
    <message>
        <source>Look at the tenth step before, without moving any run</source>
        <translation>실행을 움직이지 않고 10스텝 이전을 봅니다</translation>
    </message>
    <message>
        <source>Look ten back, or on</source>
        <translation>열 스텝 전, 다음 보기</translation>
    </message>
    <message>
        <source>Look at the next step again</source>
        <translation>다음 스텝을 다시 봅니다</translation>
    </message>
    <message>
        <source>Look on</source>
        <translation>앞으로 보기</translation>
    </message>
    <message>
        <source>Look on ten</source>
        <translation>10스텝 다음 보기</translation>
    </message>
    <message>
        <source>Look at the tenth step after this again</source>
        <translation>10스텝 다음을 다시 봅니다</translation>
    </message>
    <message>
        <source>Back to no&amp;w</source>
        <translation>현재로(&amp;W)</translation>
    </message>
    <message>
        <source>Look at the present again</source>
        <translation>다시 현재를 봅니다</translation>
    </message>
    <message>
        <source>&amp;Continue from here</source>
        <translation>여기서 계속(&amp;C)</translation>
    </message>
    <message>
        <source>Go back to the step that is looked at and go on from there; what came after it is forgotten</source>
        <translation>보고 있는 스텝으로 돌아가 거기서 계속합니다. 그 뒤의 기록은 지워집니다</translation>
    </message>
    <message>
        <source>Begin another run at this step, with the whole state of the optimizer and one thing changed</source>
        <translation>옵티마이저의 상태를 모두 이어받고 한 가지만 바꾼 새 실행을 이 스텝에서 시작합니다</translation>
    </message>
    <message>
        <source>S&amp;ay how it stands</source>
        <translation>현황 말하기(&amp;A)</translation>
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
        <source>Slower, or faster</source>
        <translation>느리게, 빠르게</translation>
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
        <source>Race on functions of two variables</source>
        <translation>변수가 둘인 함수 위에서 경주합니다</translation>
    </message>
    <message>
        <source>Race on a network that learns to read digits</source>
        <translation>숫자를 읽는 법을 배우는 신경망 위에서 경주합니다</translation>
    </message>
    <message>
        <source>&amp;Fit the canvas</source>
        <translation>캔버스 맞춤(&amp;F)</translation>
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
        <source>Loss over the &amp;plane</source>
        <translation>평면 위의 손실(&amp;P)</translation>
    </message>
    <message>
        <source>On a network, while nothing moves: the loss over the plane of the weight paths</source>
        <translation>신경망에서, 멈춰 있을 때: 가중치 경로의 평면 위에서 손실을 구합니다</translation>
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
        <source>Step &amp;inspector</source>
        <translation>스텝 검사기(&amp;I)</translation>
    </message>
    <message>
        <source>The step, who leads with which loss, and who has arrived or ended, in words</source>
        <translation>스텝, 어느 실행이 어떤 손실로 앞서는지, 무엇이 도착했거나 끝났는지를 말로 알려 줍니다</translation>
    </message>
    <message>
        <source>Fit canvas, or loss plot</source>
        <translation>캔버스, 손실 그래프 맞춤</translation>
    </message>
    <message>
        <source>The update rule of a run with the numbers of its last step</source>
        <translation>실행의 갱신 규칙을 마지막 스텝의 값과 함께 보여 줍니다</translation>
    </message>
    <message>
        <source>A second run &amp;beside</source>
        <translation>두 실행 나란히(&amp;B)</translation>
    </message>
    <message>
        <source>Inspect two runs side by side</source>
        <translation>두 실행을 나란히 들여다봅니다</translation>
    </message>
    <message>
        <source>&amp;Zoom to the step</source>
        <translation>스텝 확대(&amp;Z)</translation>
    </message>
    <message>
        <source>Follow the inspected step closely, and show no other runs on the canvas</source>
        <translation>들여다보는 스텝을 가까이에서 따라가고, 캔버스에서 다른 실행은 숨깁니다</translation>
    </message>
    <message>
        <source>&amp;Next run</source>
        <translation>다음 실행(&amp;N)</translation>
    </message>
    <message>
        <source>Inspect the next run</source>
        <translation>다음 실행을 들여다봅니다</translation>
    </message>
    <message>
        <source>Ne&amp;xt part</source>
        <translation>다음 영역(&amp;X)</translation>
    </message>
    <message>
        <source>Go with the keys to the next part of the window</source>
        <translation>창의 다음 영역으로 키보드 초점을 옮깁니다</translation>
    </message>
    <message>
        <source>Next part, or part before</source>
        <translation>다음 영역, 앞 영역</translation>
    </message>
    <message>
        <source>Part bef&amp;ore</source>
        <translation>앞 영역(&amp;O)</translation>
    </message>
    <message>
        <source>Go with the keys to the part of the window before</source>
        <translation>창의 앞 영역으로 키보드 초점을 옮깁니다</translation>
    </message>
    <message>
        <source>Show or hide the panel on the left</source>
        <translation>왼쪽 패널을 보이거나 숨깁니다</translation>
    </message>
    <message>
        <source>Par&amp;ameter panel</source>
        <translation>매개변수 패널(&amp;A)</translation>
    </message>
    <message>
        <source>Reduce &amp;motion</source>
        <translation>움직임 줄이기(&amp;M)</translation>
    </message>
    <message>
        <source>Nothing moves but the data: views, marks and heads are at once where they go</source>
        <translation>데이터 말고는 아무것도 움직이지 않습니다. 화면, 표시, 머리가 곧바로 제자리에 놓입니다</translation>
    </message>
    <message>
        <source>P&amp;resentation</source>
        <translation>발표 모드(&amp;R)</translation>
    </message>
    <message>
        <source>Full screen, everything large, and the last key shown; Escape leaves it</source>
        <translation>전체 화면에 모두 크게 보이고 마지막에 누른 키를 보여 줍니다. Esc로 나갑니다</translation>
    </message>
    <message>
        <source>Presentation, on and off</source>
        <translation>발표 모드 켜기, 끄기</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>크게(&amp;L)</translation>
    </message>
    <message>
        <source>All text larger, up to twice the usual size</source>
        <translation>모든 글자를 크게, 보통 크기의 두 배까지</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>작게(&amp;S)</translation>
    </message>
    <message>
        <source>All text smaller, down to the usual size</source>
        <translation>모든 글자를 작게, 보통 크기까지</translation>
    </message>
    <message>
        <source>Smaller text, or as usual</source>
        <translation>글자 작게, 보통으로</translation>
    </message>
    <message>
        <source>&amp;Usual size</source>
        <translation>보통 크기(&amp;U)</translation>
    </message>
    <message>
        <source>All text as large as usual</source>
        <translation>모든 글자를 보통 크기로</translation>
    </message>
    <message>
        <source>&amp;Overview…</source>
        <translation>한눈에 보기(&amp;O)…</translation>
    </message>
    <message>
        <source>All lessons, each with a picture and what it shows</source>
        <translation>모든 수업을 그림과 설명으로 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>What comes next in the lesson: play to the next pause, show the answer, go to the next scene</source>
        <translation>수업에서 다음에 할 일: 다음 일시 정지까지 재생하거나, 답을 보이거나, 다음 장면으로 갑니다</translation>
    </message>
    <message>
        <source>Next, or scene before</source>
        <translation>다음, 앞 장면</translation>
    </message>
    <message>
        <source>Scene &amp;before</source>
        <translation>이전 장면(&amp;B)</translation>
    </message>
    <message>
        <source>Go back to the scene before</source>
        <translation>이전 장면으로 돌아갑니다</translation>
    </message>
    <message>
        <source>Next &amp;scene</source>
        <translation>다음 장면(&amp;S)</translation>
    </message>
    <message>
        <source>Go to the next scene at once</source>
        <translation>바로 다음 장면으로 갑니다</translation>
    </message>
    <message>
        <source>&amp;Answer</source>
        <translation>답(&amp;A)</translation>
    </message>
    <message>
        <source>Show the answer to the question, or hide it</source>
        <translation>질문의 답을 보이거나 숨깁니다</translation>
    </message>
    <message>
        <source>&amp;Leave the lesson</source>
        <translation>수업 끝내기(&amp;L)</translation>
    </message>
    <message>
        <source>End the lesson and go back to what was there</source>
        <translation>수업을 끝내고 그 전의 화면으로 돌아갑니다</translation>
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
        <source>The images are being loaded</source>
        <translation>이미지를 불러오는 중입니다</translation>
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
        <source>There is no screen for a window. The default experiment is drawn in {file}.</source>
        <translation>창을 띄울 화면이 없어 기본 실험을 {file} 파일에 그렸습니다.</translation>
    </message>
    <message>
        <source>There is no screen for a window, and {file} would be replaced. Give it another name, or draw it by “export”.</source>
        <translation>창을 띄울 화면이 없고, 그리면 {file}을(를) 덮어쓰게 됩니다. 이름을 바꾸거나 “export”로 그리세요.</translation>
    </message>
    <message>
        <source>There is no screen for a window. {source} is drawn at step {step} in {file}.</source>
        <translation>창을 띄울 화면이 없습니다. {source}의 스텝 {step}을(를) {file}에 그렸습니다.</translation>
    </message>
    <message>
        <source>Show the race, then the whole landscape (F, or double click)</source>
        <translation>경주를 보여 주고, 다시 누르면 지형 전체를 보여 줍니다(F 또는 더블 클릭)</translation>
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
        <source>Equal aspect</source>
        <translation>1:1 비율</translation>
    </message>
    <message>
        <source>One unit is as long on x as on y (E)</source>
        <translation>x축과 y축의 단위 길이를 같게 합니다(E)</translation>
    </message>
    <message>
        <source>Set the start</source>
        <translation>시작점 정하기</translation>
    </message>
    <message>
        <source>Click, Drag the flag</source>
        <translation>클릭, 깃발 끌기</translation>
    </message>
    <message>
        <source>Drag, {keys}</source>
        <translation>끌기, {keys}</translation>
    </message>
    <message>
        <source>Move the view</source>
        <translation>보이는 곳 옮기기</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대와 축소</translation>
    </message>
    <message>
        <source>Fit the view</source>
        <translation>화면 맞춤</translation>
    </message>
    <message>
        <source>Show the race, then the whole landscape</source>
        <translation>경주를 보여 주고, 다시 누르면 지형 전체를 보여 줍니다</translation>
    </message>
    <message>
        <source>Wheel, +, −</source>
        <translation>휠, +, −</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>더블 클릭</translation>
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
        <source>guess</source>
        <translation>예상</translation>
    </message>
    <message>
        <source>finish</source>
        <translation>결승선</translation>
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
        <source>Click to set the guess · drag to move the view · wheel to zoom</source>
        <translation>클릭: 예상 정하기 · 끌기: 화면 이동 · 휠: 확대/축소</translation>
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
        <source>There is no folder {folder}; --data names one with data sets in it.</source>
        <translation>{folder} 폴더가 없습니다. --data에는 데이터 세트가 있는 폴더를 적습니다.</translation>
    </message>
    <message>
        <source>See {command} --help.</source>
        <translation>{command} --help를 보세요.</translation>
    </message>
    <message>
        <source>there is no {words} here</source>
        <translation>여기에는 {words}이(가) 없습니다</translation>
    </message>
    <message>
        <source>look for data sets here first: a folder with the four files of MNIST, or with a folder for each data set</source>
        <translation>데이터 세트를 먼저 여기서 찾습니다: MNIST 파일 네 개가 있는 폴더, 또는 데이터 세트마다 폴더가 있는 폴더</translation>
    </message>
    <message>
        <source>how many threads NumPy&apos;s linear algebra may use, 1 to {most}; 1 unless OPENBLAS_NUM_THREADS says otherwise</source>
        <translation>NumPy 선형대수가 쓸 스레드 수, 1에서 {most}까지. OPENBLAS_NUM_THREADS가 따로 정하지 않으면 1</translation>
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
        <source>open an experiment in the window</source>
        <translation>창에서 실험을 엽니다</translation>
    </message>
    <message>
        <source>Open the window with an experiment: a file of its own, or a PNG that the program exported.</source>
        <translation>실험과 함께 창을 엽니다. 실험 파일이나 이 프로그램이 내보낸 PNG를 열 수 있습니다.</translation>
    </message>
    <message>
        <source>run an experiment file without a window</source>
        <translation>창 없이 실험 파일을 실행합니다</translation>
    </message>
    <message>
        <source>Race the optimizers of an experiment file and write history.csv and pictures. Ctrl-C ends the race early and keeps what there is; a second Ctrl-C leaves nothing.</source>
        <translation>실험 파일의 옵티마이저들을 경주시키고 history.csv와 그림을 씁니다. Ctrl-C는 경주를 일찍 끝내고 있는 것을 남깁니다. 다시 누르면 아무것도 남지 않습니다.</translation>
    </message>
    <message>
        <source>the experiment</source>
        <translation>실험 파일</translation>
    </message>
    <message>
        <source>where the files are written: history.csv, loss.png, and canvas.png on a function; on a network accuracy.png, and layers.csv if the file says record_layers = true</source>
        <translation>파일을 쓸 곳: history.csv, loss.png, 함수라면 canvas.png, 신경망이라면 accuracy.png와 (record_layers = true이면) layers.csv</translation>
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
        <source>{file} is empty. Get it again.</source>
        <translation>{file}이(가) 비어 있습니다. 다시 받으십시오.</translation>
    </message>
    <message>
        <source>{file} is not an IDX file: it begins with {bytes} instead of 00 00 08. Perhaps a web page was saved in its place; get it again.</source>
        <translation>{file}은(는) IDX 파일이 아닙니다. 00 00 08이 아니라 {bytes}(으)로 시작합니다. 웹 페이지가 대신 저장되었을 수 있으니 다시 받으십시오.</translation>
    </message>
    <message>
        <source>{file} has values of type {kind:02x}; only 08, whole numbers from 0 to 255, is read.</source>
        <translation>{file}의 값은 {kind:02x} 형식입니다. 08(0에서 255까지의 정수)만 읽습니다.</translation>
    </message>
    <message>
        <source>{file} has {count} dimensions; labels have 1 and images 3.</source>
        <translation>{file}은(는) {count}차원입니다. 레이블은 1차원, 이미지는 3차원이어야 합니다.</translation>
    </message>
    <message>
        <source>{file} says that it has {size:,} bytes; at most {most:,} are read.</source>
        <translation>{file}의 크기가 {size:,}바이트라고 적혀 있습니다. 최대 {most:,}바이트까지 읽습니다.</translation>
    </message>
    <message>
        <source>{file} is damaged: it does not decompress. Get it again.</source>
        <translation>{file}이(가) 손상되어 압축이 풀리지 않습니다. 다시 받으십시오.</translation>
    </message>
    <message>
        <source>{file} is cut off: it has {bytes:,} of {size:,} bytes. Get it again.</source>
        <translation>{file}이(가) 잘려 있습니다. {size:,}바이트 중 {bytes:,}바이트만 있습니다. 다시 받으십시오.</translation>
    </message>
    <message>
        <source>{file} has more than the {size:,} bytes that its header says. Get it again.</source>
        <translation>{file}이(가) 머리글에 적힌 {size:,}바이트보다 깁니다. 다시 받으십시오.</translation>
    </message>
    <message>
        <source>{file} cannot be taken: {reason}.</source>
        <translation>{file}을(를) 쓸 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{file} has mistakes; nothing was run or written:</source>
        <translation>{file} 파일에 잘못된 곳이 있어 아무것도 실행하거나 쓰지 않았습니다:</translation>
    </message>
    <message>
        <source>{file} cannot be run: {reason}</source>
        <translation>{file}을(를) 실행할 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>There is not enough memory for this experiment; nothing was written. Ask for smaller layers or fewer runs or steps.</source>
        <translation>이 실험을 하기에 메모리가 모자라 아무것도 쓰지 않았습니다. 층을 작게 하거나 실행이나 스텝을 줄이십시오.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}. Nothing was written; choose another place.</source>
        <translation>{file} 파일에 쓸 수 없습니다: {reason}. 아무것도 쓰지 않았습니다. 다른 곳을 고르십시오.</translation>
    </message>
    <message>
        <source>{file} written</source>
        <translation>{file} 저장함</translation>
    </message>
    <message>
        <source>{out} cannot be written: {reason}. Choose another folder with --out.</source>
        <translation>{out} 폴더에 쓸 수 없습니다: {reason}. --out으로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Interrupted at step {step:,} of {total:,}; the rows and pictures so far are in {out}.</source>
        <translation>{total:,}스텝 중 {step:,}스텝에서 중단했습니다. 지금까지의 기록과 그림은 {out}에 있습니다.</translation>
    </message>
    <message>
        <source>loading {dataset} …</source>
        <translation>{dataset}을(를) 불러오는 중 …</translation>
    </message>
    <message>
        <source>writing {out} …</source>
        <translation>{out}에 쓰는 중 …</translation>
    </message>
    <message>
        <source>run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>make pictures, films and tables of an experiment without a window</source>
        <translation>창 없이 실험의 그림, 영상, 표를 만듭니다</translation>
    </message>
    <message>
        <source>Run an experiment and write whatever is asked for: several files at once, all of them or none. Ctrl-C leaves nothing half-written. A PNG carries its experiment, so it can be opened again.</source>
        <translation>실험을 실행하고 요청한 것을 씁니다. 여러 파일을 한 번에, 모두 쓰거나 하나도 쓰지 않습니다. Ctrl-C를 누르면 쓰다 만 것이 남지 않습니다. PNG에는 실험이 들어 있어 다시 열 수 있습니다.</translation>
    </message>
    <message>
        <source>an experiment file, a PNG that the program exported, or a scene of a lesson, such as 08-adam/bias-correction</source>
        <translation>실험 파일, 프로그램이 내보낸 PNG, 또는 08-adam/bias-correction 같은 수업의 장면</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>strips</source>
        <translation>띠</translation>
    </message>
    <message>
        <source>filmstrips</source>
        <translation>필름 띠</translation>
    </message>
    <message>
        <source>η strips</source>
        <translation>η 띠</translation>
    </message>
    <message>
        <source>films</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>수치</translation>
    </message>
    <message>
        <source>{option} does not apply to {asked}; it is for {kinds}.</source>
        <translation>{option}은(는) {asked}에 쓰이지 않습니다. 쓰이는 곳: {kinds}.</translation>
    </message>
    <message>
        <source>frames per second, 1 to 60; of a GIF to 50</source>
        <translation>초당 프레임 수, 1에서 60까지. GIF는 50까지</translation>
    </message>
    <message>
        <source>width and height in pixels, such as 800x600</source>
        <translation>800x600 같은 가로와 세로의 픽셀 수</translation>
    </message>
    <message>
        <source>what is written</source>
        <translation>저장할 것</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>a drawing whose text is text</source>
        <translation>글자가 글자로 남는 그림</translation>
    </message>
    <message>
        <source>pictures of several steps side by side</source>
        <translation>여러 스텝의 그림을 나란히</translation>
    </message>
    <message>
        <source>an η strip: pictures of one run with several learning rates side by side, η × ¼, ½, 1, 2, 4</source>
        <translation>η 띠: 한 실행을 여러 학습률로 그려 나란히, η × ¼, ½, 1, 2, 4</translation>
    </message>
    <message>
        <source>how it looks</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>In brackets stands what an option is for; where nothing of that is written, it is refused.</source>
        <translation>대괄호 안은 옵션이 쓰이는 대상입니다. 그런 것을 만들지 않을 때는 받아들이지 않습니다.</translation>
    </message>
    <message>
        <source>what is shown, in this order: {parts}; as the experiment was looked at unless given, in a strip the first of these. The inspector stands in pictures only</source>
        <translation>보일 것, 이 순서로: {parts}. 정하지 않으면 실험을 보던 대로, 띠에서는 그중 첫째. 검사기는 그림에만 들어갑니다</translation>
    </message>
    <message>
        <source>the colour behind all: {names}; films have no clear one</source>
        <translation>모든 것 뒤의 바탕색: {names}. 동영상에는 투명한 것이 없습니다</translation>
    </message>
    <message>
        <source>how several parts stand: {names}</source>
        <translation>여러 부분을 놓는 방법: {names}</translation>
    </message>
    <message>
        <source>width against height: {names}</source>
        <translation>너비와 높이의 비: {names}</translation>
    </message>
    <message>
        <source>such as 1600px or 12cm; 1920px unless given</source>
        <translation>예: 1600px 또는 12cm. 정하지 않으면 1920px</translation>
    </message>
    <message>
        <source>steps and runs</source>
        <translation>스텝과 실행</translation>
    </message>
    <message>
        <source>the first step; 0 unless given</source>
        <translation>첫 스텝. 정하지 않으면 0</translation>
    </message>
    <message>
        <source>the last step; that of --steps unless given</source>
        <translation>마지막 스텝. 정하지 않으면 --steps와 같음</translation>
    </message>
    <message>
        <source>a film that plays everywhere</source>
        <translation>어디서나 재생되는 영상</translation>
    </message>
    <message>
        <source>a film in all colours, an animated PNG</source>
        <translation>모든 색을 담은 영상(움직이는 PNG)</translation>
    </message>
    <message>
        <source>a film for players and slides; needs the extra “video”</source>
        <translation>플레이어와 슬라이드용 영상. “video” 추가 설치가 필요합니다</translation>
    </message>
    <message>
        <source>a table of every step with every term, and what its columns mean in a file beside it</source>
        <translation>모든 스텝과 모든 항의 표. 열의 뜻은 옆 파일에 적습니다</translation>
    </message>
    <message>
        <source>the same as arrays for NumPy, of a network with all parameters</source>
        <translation>같은 것을 NumPy 배열로. 신경망이면 모든 매개변수</translation>
    </message>
    <message>
        <source>replace files that are there already</source>
        <translation>이미 있는 파일을 덮어씁니다</translation>
    </message>
    <message>
        <source>without the title</source>
        <translation>제목 없이</translation>
    </message>
    <message>
        <source>without what explains runs and marks</source>
        <translation>실행과 표시의 설명 없이</translation>
    </message>
    <message>
        <source>with a line that says how all was set, and the seed</source>
        <translation>모든 설정과 시드를 적은 줄과 함께</translation>
    </message>
    <message>
        <source>pixels for an inch of paper, such as 300; 96 unless given</source>
        <translation>종이 1인치의 픽셀 수. 예: 300. 정하지 않으면 96</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>스텝 수</translation>
    </message>
    <message>
        <source>how far to go, and what pictures show; as the file says unless given</source>
        <translation>어디까지 나아가고 그림에 무엇을 보일지. 정하지 않으면 파일대로</translation>
    </message>
    <message>
        <source>take one step in so many; unless given, each in a table, and in films and strips as many as make a good one</source>
        <translation>이 수만큼의 스텝마다 하나씩. 정하지 않으면 표에는 모든 스텝, 영상과 비교 그림에는 알맞은 수만큼</translation>
    </message>
    <message>
        <source>only this run, and of an η strip the one that it is about; may be said several times</source>
        <translation>이 실행만. η 띠에서는 다룰 실행. 여러 번 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>“{text}” is none of {names}</source>
        <translation>“{text}”은(는) 다음 중 하나가 아닙니다: {names}</translation>
    </message>
    <message>
        <source>“{text}” has a part twice</source>
        <translation>“{text}”에 같은 부분이 두 번 있습니다</translation>
    </message>
    <message>
        <source>“{text}” is not a whole number from {least} to {most:,}</source>
        <translation>“{text}”은(는) {least}에서 {most:,}까지의 정수가 아닙니다</translation>
    </message>
    <message>
        <source>“{text}” is not a number</source>
        <translation>“{text}”은(는) 수가 아닙니다</translation>
    </message>
    <message>
        <source>“{text}” is not a width such as 1600px or 12cm</source>
        <translation>“{text}”은(는) 1600px나 12cm 같은 너비가 아닙니다</translation>
    </message>
    <message>
        <source>“{text}” is not a size such as 800x600</source>
        <translation>“{text}”은(는) 800x600 같은 크기가 아닙니다</translation>
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
        <source>place · step</source>
        <translation>순위 · 스텝</translation>
    </message>
    <message>
        <source>mean loss of the last {count}</source>
        <translation>마지막 {count}스텝의 평균 손실</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>시험 정확도</translation>
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
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>Plays in every browser, mail and slide; 255 colours</source>
        <translation>모든 브라우저, 메일, 슬라이드에서 재생됩니다. 255색</translation>
    </message>
    <message>
        <source>Animated PNG</source>
        <translation>움직이는 PNG</translation>
    </message>
    <message>
        <source>Plays in every browser; 255 colours</source>
        <translation>모든 브라우저에서 재생됩니다. 255색</translation>
    </message>
    <message>
        <source>MP4 video</source>
        <translation>MP4 동영상</translation>
    </message>
    <message>
        <source>The smallest file, all colours; for slides and players</source>
        <translation>가장 작은 파일에 모든 색. 슬라이드와 재생기용</translation>
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
        <source>place</source>
        <translation>순위</translation>
    </message>
    <message>
        <source>Loss plot</source>
        <translation>손실 그래프</translation>
    </message>
    <message>
        <source>Loss plot and accuracy plot</source>
        <translation>손실 그래프와 정확도 그래프</translation>
    </message>
    <message>
        <source>What the film is written as</source>
        <translation>동영상의 파일 종류</translation>
    </message>
    <message>
        <source>Sho&amp;ws</source>
        <translation>내용(&amp;W)</translation>
    </message>
    <message>
        <source>What every frame shows</source>
        <translation>프레임마다 보여 줄 것</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>높이</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>높이(픽셀)</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>직접 입력</translation>
    </message>
    <message>
        <source>Width and height in pixels</source>
        <translation>너비와 높이(픽셀)</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>크기(&amp;Z)</translation>
    </message>
    <message>
        <source>A film for light or for dark slides</source>
        <translation>밝은 슬라이드나 어두운 슬라이드에 맞춥니다</translation>
    </message>
    <message>
        <source>The first frame shows this step</source>
        <translation>첫 프레임이 이 스텝을 보여 줍니다</translation>
    </message>
    <message>
        <source>To step</source>
        <translation>끝 스텝</translation>
    </message>
    <message>
        <source>The last frame shows this step, and stays for two seconds</source>
        <translation>마지막 프레임이 이 스텝을 보여 주고 2초 동안 머뭅니다</translation>
    </message>
    <message>
        <source>&amp;From step</source>
        <translation>시작 스텝(&amp;F)</translation>
    </message>
    <message>
        <source>Steps a frame</source>
        <translation>프레임당 스텝</translation>
    </message>
    <message>
        <source>How many steps on the next frame is</source>
        <translation>다음 프레임까지의 스텝 수</translation>
    </message>
    <message>
        <source>Steps a fra&amp;me</source>
        <translation>프레임당 스텝(&amp;M)</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>&amp;To step</source>
        <translation>끝 스텝(&amp;T)</translation>
    </message>
    <message>
        <source>How long the film moves; the steps a frame follow</source>
        <translation>동영상이 움직이는 시간. 프레임당 스텝 수가 이에 맞춰집니다</translation>
    </message>
    <message>
        <source>Len&amp;gth</source>
        <translation>길이(&amp;G)</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>초당 프레임</translation>
    </message>
    <message>
        <source>How fast the frames follow each other</source>
        <translation>프레임이 이어지는 빠르기</translation>
    </message>
    <message>
        <source>F&amp;rames a second</source>
        <translation>초당 프레임(&amp;R)</translation>
    </message>
    <message>
        <source>T&amp;itle and step</source>
        <translation>제목과 스텝(&amp;I)</translation>
    </message>
    <message>
        <source>What is raced stands above, and the step of the frame</source>
        <translation>무엇을 겨루는지와 프레임의 스텝을 위에 적습니다</translation>
    </message>
    <message>
        <source>&amp;Legend</source>
        <translation>범례(&amp;L)</translation>
    </message>
    <message>
        <source>Names and marks of the runs stand above</source>
        <translation>실행의 이름과 기호를 위에 적습니다</translation>
    </message>
    <message>
        <source>Setti&amp;ngs</source>
        <translation>설정(&amp;N)</translation>
    </message>
    <message>
        <source>How all was set stands below, with the seed</source>
        <translation>모든 설정과 시드를 아래에 적습니다</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Filmstrip: several steps</source>
        <translation>필름 띠: 여러 스텝</translation>
    </message>
    <message>
        <source>η strip: several rates</source>
        <translation>η 띠: 여러 학습률</translation>
    </message>
    <message>
        <source>The whole window</source>
        <translation>창 전체</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히</translation>
    </message>
    <message>
        <source>Below each other</source>
        <translation>위아래로</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>격자</translation>
    </message>
    <message>
        <source>As the parts need</source>
        <translation>부분에 맞게</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>작게</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Large, for slides</source>
        <translation>크게, 슬라이드용</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>아주 크게</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Transparent, dark ink</source>
        <translation>투명, 어두운 글자</translation>
    </message>
    <message>
        <source>Transparent, light ink</source>
        <translation>투명, 밝은 글자</translation>
    </message>
    <message>
        <source>Plane of &amp;weights</source>
        <translation>가중치 평면(&amp;W)</translation>
    </message>
    <message>
        <source>Can&amp;vas</source>
        <translation>캔버스(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Loss</source>
        <translation>손실(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Accuracy</source>
        <translation>정확도(&amp;A)</translation>
    </message>
    <message>
        <source>{width:,} × {height:,} pixels</source>
        <translation>{width:,} × {height:,}픽셀</translation>
    </message>
    <message>
        <source>{width:.1f} × {height:.1f} cm</source>
        <translation>{width:.1f} × {height:.1f} cm</translation>
    </message>
    <message>
        <source>sharp at any size</source>
        <translation>어떤 크기에서도 선명함</translation>
    </message>
    <message>
        <source>Plane of the weights and loss plot</source>
        <translation>가중치 평면과 손실 그래프</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>What will be saved, made smaller</source>
        <translation>저장될 그림을 작게 보여 줍니다</translation>
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
        <source>Export picture</source>
        <translation>그림 내보내기</translation>
    </message>
    <message>
        <source>Copy the picture to the clipboard</source>
        <translation>그림을 클립보드에 복사합니다</translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation>복사(&amp;P)</translation>
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
        <source>There is not enough memory for so large a picture. Choose a smaller width.</source>
        <translation>이렇게 큰 그림을 그릴 메모리가 모자랍니다. 너비를 줄이세요.</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>선택 항목</translation>
    </message>
    <message>
        <source>Trying the learning rates … {share:.0%}</source>
        <translation>학습률을 시험하는 중입니다 … {share:.0%}</translation>
    </message>
    <message>
        <source>{file} is already there. Replace it?</source>
        <translation>{file} 파일이 이미 있습니다. 바꿀까요?</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>파일을 바꿀까요?</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 그림 (*.png)</translation>
    </message>
    <message>
        <source>SVG picture (*.svg)</source>
        <translation>SVG 그림 (*.svg)</translation>
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
        <source>Search</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Show only what has these words, such as “film” or “shift”</source>
        <translation>“동영상”이나 “shift”처럼 이 낱말이 있는 것만 보입니다</translation>
    </message>
    <message>
        <source>No key does that.</source>
        <translation>그런 일을 하는 키는 없습니다.</translation>
    </message>
    <message>
        <source>The language changes when Descent Lab is started again.</source>
        <translation>언어는 Descent Lab을 다시 시작하면 바뀝니다.</translation>
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
        <source>logarithmic</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>{quantity}, {scale}, over {axis}.</source>
        <translation>{quantity}, {scale} 축, 가로축은 {axis}.</translation>
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
        <source>loss</source>
        <translation>손실</translation>
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
        <source>test loss</source>
        <translation>시험 손실</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>How many test images each run tells right, on an axis stretched toward 100 %</source>
        <translation>각 실행이 맞히는 시험 이미지의 비율, 100 %에 가까울수록 넓어지는 축</translation>
    </message>
    <message>
        <source>(stretched toward 100)</source>
        <translation>(100에 가까울수록 넓게)</translation>
    </message>
    <message>
        <source>(stretched)</source>
        <translation>(비균등)</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>에폭 {epoch}</translation>
    </message>
    <message>
        <source>{count} samples seen</source>
        <translation>본 표본 {count}개</translation>
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
        <source>epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>the panel “{panel}” does not belong to this kind of problem</source>
        <translation>“{panel}” 패널은 이런 문제에서는 볼 수 없습니다</translation>
    </message>
    <message>
        <source>{name} does not belong to this kind of problem</source>
        <translation>{name}은(는) 이런 문제에는 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Lan&amp;dscape</source>
        <translation>지형(&amp;D)</translation>
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
        <source>loss f</source>
        <translation>손실 f</translation>
    </message>
    <message>
        <source>{name} belongs to functions; how low the loss of a network can come is not known</source>
        <translation>{name}은(는) 함수에 쓰는 키입니다. 신경망의 손실이 어디까지 낮아질 수 있는지는 알려져 있지 않습니다</translation>
    </message>
    <message>
        <source>Digit&amp;s</source>
        <translation>숫자(&amp;S)</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>표본 수</translation>
    </message>
    <message>
        <source>samples seen</source>
        <translation>본 표본 수</translation>
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
        <translation>화면이 곡선을 따라갑니다(Shift+F). 자세히 보려면 확대하거나 끌어 보세요</translation>
    </message>
    <message>
        <source>What the horizontal axis counts: steps, epochs, samples seen (each one gradient evaluation), or seconds of computing</source>
        <translation>가로축이 세는 것: 스텝, 에폭, 본 표본 수(하나마다 기울기를 한 번 구함), 또는 계산에 걸린 초</translation>
    </message>
    <message>
        <source>Show all curves, outliers aside, and follow them (Shift+F)</source>
        <translation>이상값을 빼고 모든 곡선을 보여 주며 따라갑니다(Shift+F)</translation>
    </message>
    <message>
        <source>Log</source>
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
        <source>Untitled</source>
        <translation>제목 없음</translation>
    </message>
    <message>
        <source>The last session is still here: “{name}” at step {step}.</source>
        <translation>지난 작업이 남아 있습니다: “{name}”, {step}스텝.</translation>
    </message>
    <message>
        <source>Descent Lab did not close as it should last time. What was done is still here: “{name}” at step {step}.</source>
        <translation>지난번에 Descent Lab이 정상적으로 닫히지 않았습니다. 하던 작업은 남아 있습니다: “{name}”, {step}스텝.</translation>
    </message>
    <message>
        <source>Go on where you were, with all changes, branches and the view</source>
        <translation>모든 변경, 분기, 보기 상태와 함께 하던 곳에서 이어 갑니다</translation>
    </message>
    <message>
        <source>Res&amp;tore</source>
        <translation>복원(&amp;T)</translation>
    </message>
    <message>
        <source>The experiment is computed again up to step {step}. Reset begins it at the start.</source>
        <translation>실험을 {step}스텝까지 다시 계산하고 있습니다. 초기화하면 처음부터 시작합니다.</translation>
    </message>
    <message>
        <source>The experiment is still being made; save it in a moment.</source>
        <translation>실험을 아직 준비하고 있습니다. 잠시 뒤에 저장하세요.</translation>
    </message>
    <message>
        <source>Save the experiment</source>
        <translation>실험 저장</translation>
    </message>
    <message>
        <source>Experiments (*.toml)</source>
        <translation>실험 (*.toml)</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}. File ▸ Save as… saves it in another place.</source>
        <translation>{file}에 쓸 수 없습니다: {reason}. 파일 ▸ 다른 이름으로 저장…에서 다른 곳에 저장할 수 있습니다.</translation>
    </message>
    <message>
        <source>Descent Lab</source>
        <translation>Descent Lab</translation>
    </message>
    <message>
        <source>{name}[*] – Descent Lab</source>
        <translation>{name}[*] – Descent Lab</translation>
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
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Kind of problem</source>
        <translation>문제의 종류</translation>
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
        <source>On canvas and plots</source>
        <translation>캔버스와 그래프에서</translation>
    </message>
    <message>
        <source>Where Tab leads</source>
        <translation>Tab으로 가는 곳에서</translation>
    </message>
    <message>
        <source>Space, Enter</source>
        <translation>Space, Enter</translation>
    </message>
    <message>
        <source>Press, tick, or confirm</source>
        <translation>누르기, 선택, 확인</translation>
    </message>
    <message>
        <source>Space, Enter, Del</source>
        <translation>Space, Enter, Del</translation>
    </message>
    <message>
        <source>Card: take part; open; remove branch</source>
        <translation>카드: 참여, 열기, 분기 없애기</translation>
    </message>
    <message>
        <source>Change, choose, go along</source>
        <translation>바꾸기, 고르기, 옮겨 가기</translation>
    </message>
    <message>
        <source>Next card; open, close</source>
        <translation>다음 카드, 열고 닫기</translation>
    </message>
    <message>
        <source>Other units of layer 1</source>
        <translation>첫 층의 다른 유닛</translation>
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
        <source>η = {rate} as recommended here, everything else at its default</source>
        <translation>여기서 권하는 η = {rate}, 나머지는 모두 기본값</translation>
    </message>
    <message>
        <source>Not used here: the problem has data of its own, and batches are drawn from them.</source>
        <translation>여기서는 쓰지 않습니다. 문제에 데이터가 있어 배치를 거기서 뽑습니다.</translation>
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
        <source>diverges above {value}</source>
        <translation>{value} 초과면 발산</translation>
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
        <source>Remove {name}</source>
        <translation>{name} 제거</translation>
    </message>
    <message>
        <source>Branches off {parent} at step {step}</source>
        <translation>{parent}에서 {step}스텝에 분기</translation>
    </message>
    <message>
        <source>arrived at step {step}, {place}</source>
        <translation>{step}스텝에 도착, {place}</translation>
    </message>
    <message>
        <source>Drag the η to tune it. Esc takes the drag back.</source>
        <translation>η를 끌어 조정하세요. Esc를 누르면 되돌아갑니다.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>설정</translation>
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
        <source>Replay while tuning (the whole path bends)</source>
        <translation>조정하며 다시 계산 (경로 전체가 휩니다)</translation>
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
        <source>Faint: the loss of each step. Strong: smoothed by β = {beta:g}.</source>
        <translation>옅은 선: 스텝마다의 손실. 짙은 선: β = {beta:g}로 스무딩한 손실.</translation>
    </message>
    <message>
        <source>Faint: the loss of each batch. Strong: smoothed by β = {beta:g}.</source>
        <translation>옅은 선: 배치마다의 손실. 짙은 선: β = {beta:g}로 매끄럽게 한 것.</translation>
    </message>
    <message>
        <source>the picture could not be encoded</source>
        <translation>그림을 인코딩할 수 없습니다</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>그런 폴더가 없습니다</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>파일이 아닙니다</translation>
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
        <source>Loading</source>
        <translation>불러오는 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>재생 중</translation>
    </message>
    <message>
        <source>All runs have ended</source>
        <translation>모든 실행이 끝났습니다</translation>
    </message>
    <message>
        <source>Stopped by an error</source>
        <translation>오류로 멈췄습니다</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>재생 조작</translation>
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
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Whether the race is going on</source>
        <translation>경주가 진행 중인지</translation>
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
        <source>{share:3d}%</source>
        <translation>{share:3d}%</translation>
    </message>
    <message>
        <source>step {done:,} of {total:,}</source>
        <translation>{total:,}스텝 중 {done:,}</translation>
    </message>
    <message>
        <source>{rate} steps/s</source>
        <translation>초당 {rate}스텝</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
    <message>
        <source>The computation stopped: {error}. Reset starts it anew.</source>
        <translation>계산이 멈췄습니다: {error}. 초기화하면 다시 시작합니다.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>{source}: the {part} images have {images} dimensions and their labels {labels}; a set needs 3 and 1. Check that the files have not changed places.</source>
        <translation>{source}: {part} 이미지는 {images}차원, 레이블은 {labels}차원입니다. 3차원과 1차원이어야 합니다. 파일이 서로 바뀌지 않았는지 확인하십시오.</translation>
    </message>
    <message>
        <source>{source}: the {part} set is empty.</source>
        <translation>{source}: {part} 세트가 비어 있습니다.</translation>
    </message>
    <message>
        <source>{source}: there are {images:,} {part} images, but {labels:,} labels. They are not of the same set.</source>
        <translation>{source}: {part} 이미지는 {images:,}개인데 레이블은 {labels:,}개입니다. 같은 세트가 아닙니다.</translation>
    </message>
    <message>
        <source>{source}: the training images have {train} pixels, but the test images {test}. They are not of the same set.</source>
        <translation>{source}: 학습 이미지는 {train}픽셀인데 시험 이미지는 {test}픽셀입니다. 같은 세트가 아닙니다.</translation>
    </message>
    <message>
        <source>Digits drawn by the program</source>
        <translation>프로그램이 그린 숫자</translation>
    </message>
    <message>
        <source>MNIST could not be fetched ({reasons}). Try again later, or copy the files {files} (each plain or as .gz) into {folder}.</source>
        <translation>MNIST를 받지 못했습니다({reasons}). 나중에 다시 시도하거나 파일 {files}을(를) (그대로 또는 .gz로) {folder}에 복사하십시오.</translation>
    </message>
    <message>
        <source>it answered {code}</source>
        <translation>{code}(이)라고 답했습니다</translation>
    </message>
    <message>
        <source>it did not answer in time</source>
        <translation>제때 답하지 않았습니다</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>연결이 끊어졌습니다</translation>
    </message>
    <message>
        <source>its certificate is not trusted</source>
        <translation>인증서를 믿을 수 없습니다</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>연결할 수 없습니다</translation>
    </message>
    <message>
        <source>its answer cannot be understood</source>
        <translation>답을 알아볼 수 없습니다</translation>
    </message>
    <message>
        <source>it sends too much</source>
        <translation>너무 많이 보냅니다</translation>
    </message>
    <message>
        <source>it sent other bytes than those of MNIST</source>
        <translation>MNIST가 아닌 내용을 보냈습니다</translation>
    </message>
    <message>
        <source>{file} is of another data set, so MNIST is not put beside it. Move it to a folder of its own.</source>
        <translation>{file}은(는) 다른 데이터 세트의 파일이라 그 옆에 MNIST를 두지 않습니다. 다른 폴더로 옮기십시오.</translation>
    </message>
    <message>
        <source>MNIST cannot be written into {folder}: {reason}. Make room there or choose another folder with --data.</source>
        <translation>MNIST를 {folder}에 쓸 수 없습니다: {reason}. 자리를 만들거나 --data로 다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>{folder} lacks {files}. A data set has the four files {all}, each plain or as .gz.</source>
        <translation>{folder}에 {files}이(가) 없습니다. 데이터 세트는 파일 네 개 {all}(으)로 되어 있으며, 그대로이거나 .gz입니다.</translation>
    </message>
    <message>
        <source>MNIST was not found. Fetch it with “data fetch mnist”, or copy the four files {files} (each plain or as .gz) into {folder}.</source>
        <translation>MNIST를 찾지 못했습니다. “data fetch mnist”로 받거나 파일 네 개 {files}을(를) (그대로 또는 .gz로) {folder}에 복사하십시오.</translation>
    </message>
    <message>
        <source>There is no data set “{key}”. There are: {keys}. To add one, copy its four files {files} (each plain or as .gz) into {folder}.</source>
        <translation>데이터 세트 “{key}”이(가) 없습니다. 있는 것: {keys}. 추가하려면 파일 네 개 {files}을(를) (그대로 또는 .gz로) {folder}에 복사하십시오.</translation>
    </message>
    <message>
        <source>There is no data library to load {dataset} from.</source>
        <translation>{dataset}을(를) 불러올 데이터 보관소가 없습니다.</translation>
    </message>
    <message>
        <source>There is no run {label} to branch from.</source>
        <translation>분기할 “{label}” 실행이 없습니다.</translation>
    </message>
    <message>
        <source>There is a run {label} already. Choose another name.</source>
        <translation>“{label}” 실행이 이미 있습니다. 다른 이름을 고르십시오.</translation>
    </message>
    <message>
        <source>There are {most} runs, and an experiment cannot have more. Remove a branch to make room for another.</source>
        <translation>실행이 {most}개 있습니다. 한 실험에 더 둘 수는 없습니다. 새 분기를 만들려면 분기 하나를 제거하세요.</translation>
    </message>
    <message>
        <source>Same start; batches differ in size: {sizes}.</source>
        <translation>시작점은 같고 배치 크기는 다릅니다: {sizes}.</translation>
    </message>
    <message>
        <source>Same start, same batches of {size}.</source>
        <translation>같은 시작점, 같은 배치({size}개).</translation>
    </message>
    <message>
        <source>Same start.</source>
        <translation>같은 시작점.</translation>
    </message>
    <message>
        <source>{name} is at {step}</source>
        <translation>{name} {step}스텝</translation>
    </message>
    <message>
        <source>Catching up to step {step}, while the others wait: {each}.</source>
        <translation>다른 실행이 기다리는 동안 {step}스텝까지 따라잡는 중: {each}.</translation>
    </message>
    <message>
        <source>Gradients so far: {count} each.</source>
        <translation>지금까지 구한 기울기: 각각 {count}개.</translation>
    </message>
    <message>
        <source>Gradients so far: {each}.</source>
        <translation>지금까지 구한 기울기: {each}.</translation>
    </message>
    <message>
        <source>Gradients so far: {count} each, but {others}.</source>
        <translation>지금까지 구한 기울기: 각각 {count}개, 다만 {others}.</translation>
    </message>
    <message>
        <source>train_size = {wanted:,}, but {dataset} has {count:,} training images. Ask for fewer, or leave train_size out.</source>
        <translation>train_size = {wanted:,}인데 {dataset}의 학습 이미지는 {count:,}개입니다. 더 적게 정하거나 train_size를 빼십시오.</translation>
    </message>
    <message>
        <source>The loss is not finite at the start. Choose smaller weights to begin with.</source>
        <translation>시작점의 손실이 유한하지 않습니다. 시작 가중치를 더 작게 고르십시오.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>가중치 감쇠</translation>
    </message>
    <message>
        <source>λ/2 times the sum of all squared weights is added to the loss. 0: none.</source>
        <translation>모든 가중치의 제곱합의 λ/2배를 손실에 더합니다. 0: 쓰지 않음.</translation>
    </message>
    <message>
        <source>With replacement</source>
        <translation>복원 추출</translation>
    </message>
    <message>
        <source>Each batch is drawn afresh from all images. Off: every image comes once in an epoch.</source>
        <translation>배치를 매번 전체 이미지에서 새로 뽑습니다. 끄면 한 에폭에 모든 이미지가 한 번씩 나옵니다.</translation>
    </message>
    <message>
        <source>Test every</source>
        <translation>시험 간격</translation>
    </message>
    <message>
        <source>Steps between two measurements of the accuracy on the test images.</source>
        <translation>시험 이미지로 정확도를 재는 스텝 간격입니다.</translation>
    </message>
    <message>
        <source>Record layers</source>
        <translation>층별 기록</translation>
    </message>
    <message>
        <source>Keep the norm of the gradient and the size of the update beside the weights, for each layer and step.</source>
        <translation>층과 스텝마다 기울기의 노름과 가중치 대비 갱신량을 남깁니다.</translation>
    </message>
    <message>
        <source>float64</source>
        <translation>float64</translation>
    </message>
    <message>
        <source>Compute with 64-bit numbers instead of 32: slower, and closer to the formulas.</source>
        <translation>32비트 대신 64비트 수로 계산합니다. 느리지만 수식에 더 가깝습니다.</translation>
    </message>
    <message>
        <source>There is no branch {label} to remove.</source>
        <translation>제거할 “{label}” 분기가 없습니다.</translation>
    </message>
    <message>
        <source>list the data sets, fetch MNIST, or check what is there</source>
        <translation>데이터 세트를 나열하거나 MNIST를 받거나 있는 것을 확인합니다</translation>
    </message>
    <message>
        <source>fetch a data set from its public mirrors</source>
        <translation>공개 미러에서 데이터 세트를 받습니다</translation>
    </message>
    <message>
        <source>the data set</source>
        <translation>데이터 세트</translation>
    </message>
    <message>
        <source>check the content of every data set that was found</source>
        <translation>찾은 모든 데이터 세트의 내용을 확인합니다</translation>
    </message>
    <message>
        <source>key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>content</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>where</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>“data fetch mnist” puts it into {folder}</source>
        <translation>“data fetch mnist”가 {folder}에 넣습니다</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>drawn by the program</source>
        <translation>프로그램이 그림</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>손상됨</translation>
    </message>
    <message>
        <source>{folder}; “data verify” says more</source>
        <translation>{folder}. 자세한 것은 “data verify”</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>unverified</source>
        <translation>확인되지 않음</translation>
    </message>
    <message>
        <source>{key}: not found</source>
        <translation>{key}: 없음</translation>
    </message>
    <message>
        <source>{key}: verified, every byte is the known one</source>
        <translation>{key}: 확인됨, 모든 바이트가 알려진 것과 같습니다</translation>
    </message>
    <message>
        <source>{key}: unverified; the files are sound, but their content is not known to the program</source>
        <translation>{key}: 확인되지 않음. 파일은 온전하지만 프로그램이 아는 내용이 아닙니다</translation>
    </message>
    <message>
        <source>MNIST is already in {folder}, verified.</source>
        <translation>MNIST가 이미 {folder}에 있고 확인되었습니다.</translation>
    </message>
    <message>
        <source>Cancelled; nothing half-written stays.</source>
        <translation>취소했습니다. 쓰다 만 것은 남지 않습니다.</translation>
    </message>
    <message>
        <source>MNIST is in {folder}, verified.</source>
        <translation>MNIST가 {folder}에 있고 확인되었습니다.</translation>
    </message>
    <message>
        <source>It is not used yet: other files come first under the name “mnist”, as “data” shows.</source>
        <translation>아직 쓰이지 않습니다. “data”가 보여 주듯 “mnist”라는 이름의 다른 파일이 먼저입니다.</translation>
    </message>
    <message>
        <source>fetching {file} from {mirror}</source>
        <translation>{mirror}에서 {file}을(를) 받는 중</translation>
    </message>
    <message>
        <source>{share:4.0%}  {done:5.1f} of {total:.1f} MB  {rate:5.1f} MB/s</source>
        <translation>{share:4.0%}  {done:5.1f} / {total:.1f} MB  {rate:5.1f} MB/s</translation>
    </message>
    <message>
        <source>The download stopped: {error}. Try again.</source>
        <translation>내려받기가 멈췄습니다: {error}. 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Download MNIST</source>
        <translation>MNIST 내려받기</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>내려받기 진행 상황</translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation>다시 시도(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Looking for a mirror of MNIST (11 MB) …</source>
        <translation>MNIST 미러를 찾는 중입니다(11 MB) …</translation>
    </message>
    <message>
        <source>{done} of {total} from {mirror}, {rate}/s</source>
        <translation>{mirror}에서 {total} 중 {done}, {rate}/s</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
    <message>
        <source>MNIST is not on this computer yet: these digits are drawn by the program. File ▸ Download MNIST… fetches the real ones.</source>
        <translation>MNIST가 아직 이 컴퓨터에 없습니다. 이 숫자들은 프로그램이 그린 것입니다. 파일 ▸ MNIST 내려받기…로 진짜를 받을 수 있습니다.</translation>
    </message>
    <message>
        <source>Loading the images …</source>
        <translation>이미지를 불러오는 중 …</translation>
    </message>
    <message>
        <source>Open the folder with the four MNIST files</source>
        <translation>MNIST 파일 네 개가 있는 폴더 열기</translation>
    </message>
    <message>
        <source>MNIST is on this computer already. Choose it in the panel.</source>
        <translation>MNIST가 이미 이 컴퓨터에 있습니다. 패널에서 고르십시오.</translation>
    </message>
    <message>
        <source>MNIST is here. Choose it in the panel; the race begins anew then.</source>
        <translation>MNIST를 받았습니다. 패널에서 고르면 경주가 처음부터 시작됩니다.</translation>
    </message>
    <message>
        <source>Views of the network</source>
        <translation>신경망 보기</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>What it sees</source>
        <translation>무엇을 보는가</translation>
    </message>
    <message>
        <source>Test images and what the network takes them for</source>
        <translation>시험 이미지와 신경망이 내놓은 답</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>The weights of the first layer as pictures</source>
        <translation>첫째 층의 가중치를 그림으로</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>Gradients and updates, layer by layer</source>
        <translation>층마다의 기울기와 갱신량</translation>
    </message>
    <message>
        <source>Fairness</source>
        <translation>공정성</translation>
    </message>
    <message>
        <source>What the runs have in common, and how many gradients of single images each has taken</source>
        <translation>실행들이 공유하는 것, 그리고 각각 이미지 몇 장의 기울기를 구했는지</translation>
    </message>
    <message>
        <source>{train} training and {test} test images, {rows}×{columns}</source>
        <translation>학습 이미지 {train}개, 시험 이미지 {test}개, {rows}×{columns}</translation>
    </message>
    <message>
        <source>{counts}, drawn by the program.</source>
        <translation>{counts}, 프로그램이 그림.</translation>
    </message>
    <message>
        <source>{counts}, verified.</source>
        <translation>{counts}, 확인됨.</translation>
    </message>
    <message>
        <source>{counts}. Unverified: not the known content.</source>
        <translation>{counts}. 확인되지 않음: 알려진 내용이 아닙니다.</translation>
    </message>
    <message>
        <source>{count} parameters ({size}). Data {data}, kept to go back {kept} of {most}.</source>
        <translation>매개변수 {count}개({size}). 데이터 {data}, 되돌아가기용 {most} 중 {kept}.</translation>
    </message>
    <message>
        <source>One step looks at all {count} images: as much work as {batches} batches. The others wait for it.</source>
        <translation>한 스텝에 이미지 {count}개를 모두 봅니다. 배치 {batches}개만큼의 일이며, 다른 실행은 기다립니다.</translation>
    </message>
    <message>
        <source>{value} MB</source>
        <translation>{value} MB</translation>
    </message>
    <message>
        <source>“{text}” was not taken. Hidden layers are up to {layers} numbers from 1 to {units}, such as 100, 50.</source>
        <translation>“{text}”을(를) 받아들이지 않았습니다. 은닉층은 100, 50처럼 1에서 {units}까지의 수 {layers}개까지입니다.</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>시그모이드</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He</translation>
    </message>
    <message>
        <source>Xavier</source>
        <translation>Xavier</translation>
    </message>
    <message>
        <source>fixed σ</source>
        <translation>고정 σ</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>데이터 세트</translation>
    </message>
    <message>
        <source>The images that the network learns to tell apart</source>
        <translation>신경망이 구별하는 법을 배우는 이미지</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>은닉층</translation>
    </message>
    <message>
        <source>Units of each hidden layer, such as 100, 100. Empty: none</source>
        <translation>각 은닉층의 유닛 수. 예: 100, 100. 비우면 없음</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>What each hidden unit does with its input</source>
        <translation>은닉 유닛이 입력에 적용하는 함수</translation>
    </message>
    <message>
        <source>Start weights</source>
        <translation>시작 가중치</translation>
    </message>
    <message>
        <source>How the weights are drawn: He √(2/inputs), Xavier √(1/inputs), or one fixed σ</source>
        <translation>가중치를 뽑는 방법: He √(2/입력 수), Xavier √(1/입력 수), 또는 고정 σ</translation>
    </message>
    <message>
        <source>For all optimizers but GD, which looks at all images.</source>
        <translation>모든 이미지를 보는 GD를 뺀 모든 옵티마이저에 쓰입니다.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Weight decay, number of images, tests, memory</source>
        <translation>가중치 감쇠, 이미지 수, 시험, 메모리</translation>
    </message>
    <message>
        <source>all</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>{name}: download …</source>
        <translation>{name}: 내려받기 …</translation>
    </message>
    <message>
        <source>Weight decay λ</source>
        <translation>가중치 감쇠 λ</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>학습 이미지</translation>
    </message>
    <message>
        <source>Memory to go back, MB</source>
        <translation>되돌아가기 메모리, MB</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>표준 편차</translation>
    </message>
    <message>
        <source>The standard deviation of all start weights. Biases start at 0.</source>
        <translation>모든 시작 가중치의 표준 편차입니다. 편향은 0에서 시작합니다.</translation>
    </message>
    <message>
        <source>Only the first so many are learned from. “all”, or 0: all of them.</source>
        <translation>앞에서부터 이만큼만 배웁니다. “모두” 또는 0: 전부.</translation>
    </message>
    <message>
        <source>Memory to go back</source>
        <translation>되돌아가기 메모리</translation>
    </message>
    <message>
        <source>What all runs together may keep to step back quickly, in megabytes. It holds from the next start on.</source>
        <translation>빨리 되돌아가려고 모든 실행이 함께 간직할 수 있는 양(메가바이트)입니다. 다음 시작부터 적용됩니다.</translation>
    </message>
    <message>
        <source>The plane could not be computed: {error}.</source>
        <translation>평면을 구하지 못했습니다: {error}.</translation>
    </message>
    <message>
        <source>Plane of the weights</source>
        <translation>가중치 평면</translation>
    </message>
    <message>
        <source>The weights of all runs, projected on the plane in which they move most</source>
        <translation>모든 실행의 가중치를, 가장 많이 움직이는 평면에 비춘 것</translation>
    </message>
    <message>
        <source>What the contours show</source>
        <translation>등고선이 보여 주는 것</translation>
    </message>
    <message>
        <source>Drag to move the view · wheel to zoom</source>
        <translation>끌기: 화면 이동 · 휠: 확대/축소</translation>
    </message>
    <message>
        <source>Progress of the loss over the plane</source>
        <translation>평면 위 손실 계산의 진행 상황</translation>
    </message>
    <message>
        <source>How much of the loss over the plane has been computed</source>
        <translation>평면 위의 손실을 얼마나 구했는지</translation>
    </message>
    <message>
        <source>The place under the mouse, from the start along the two directions, and the loss there if it is shown</source>
        <translation>마우스가 가리키는 곳(시작점에서 두 방향으로), 그리고 보이는 경우 그곳의 손실</translation>
    </message>
    <message>
        <source>What the picture shows, in full</source>
        <translation>그림이 나타내는 것 전체 설명</translation>
    </message>
    <message>
        <source>About this picture</source>
        <translation>이 그림에 대하여</translation>
    </message>
    <message>
        <source>Loss over this plane</source>
        <translation>이 평면 위의 손실</translation>
    </message>
    <message>
        <source>One unit is as long along either direction (E)</source>
        <translation>두 방향의 단위 길이를 같게 합니다(E)</translation>
    </message>
    <message>
        <source>Show all paths and follow them (F, or double click)</source>
        <translation>모든 경로를 보이고 따라갑니다(F 또는 두 번 누르기)</translation>
    </message>
    <message>
        <source>loss {value}</source>
        <translation>손실 {value}</translation>
    </message>
    <message>
        <source>1st</source>
        <translation>첫째</translation>
    </message>
    <message>
        <source>2nd</source>
        <translation>둘째</translation>
    </message>
    <message>
        <source>1st principal direction ({share})</source>
        <translation>첫째 주방향 ({share})</translation>
    </message>
    <message>
        <source>2nd principal direction ({share})</source>
        <translation>둘째 주방향 ({share})</translation>
    </message>
    <message>
        <source>A shadow of {dimensions} dimensions on a plane through the start: {share} of the movement away from it (explained variance) lies in the plane. Paths that meet here may be far apart across it.</source>
        <translation>{dimensions}차원을 시작점을 지나는 평면에 비춘 그림자입니다. 시작점에서 멀어진 움직임의 {share}(설명된 분산)이 이 평면에 있습니다. 여기서 만나는 경로도 평면 밖에서는 멀리 떨어져 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Rings tell the distance from the start within the plane, which the whole distance ‖ΔW‖ is never below.</source>
        <translation>고리는 평면 안에서 시작점까지의 거리를 나타내며, 전체 거리 ‖ΔW‖는 이보다 짧을 수 없습니다.</translation>
    </message>
    <message>
        <source>What has diverged does not count in it.</source>
        <translation>발산한 것은 셈에 넣지 않습니다.</translation>
    </message>
    <message>
        <source>all {count} training images</source>
        <translation>학습 이미지 {count}개 전부</translation>
    </message>
    <message>
        <source>{count} of {all} training images</source>
        <translation>학습 이미지 {all}개 중 {count}개</translation>
    </message>
    <message>
        <source>Contours: the loss in the plane itself, over {images}, at {points}×{points} points. The runs pass beside the plane, where their loss is another.</source>
        <translation>등고선: 평면 위의 손실({images}, {points}×{points}점). 실행은 평면 옆을 지나가며 그곳의 손실은 다릅니다.</translation>
    </message>
    <message>
        <source>Experiments and pictures of Descent Lab (*.toml *.png);;All files (*)</source>
        <translation>Descent Lab의 실험과 그림 (*.toml *.png);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open an experiment</source>
        <translation>실험 열기</translation>
    </message>
    <message>
        <source>Changes that are not saved</source>
        <translation>저장하지 않은 변경</translation>
    </message>
    <message>
        <source>&amp;Do not save</source>
        <translation>저장하지 않음(&amp;D)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>“{name}” has changes that are not saved.</source>
        <translation>“{name}”에 저장하지 않은 변경이 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” and “{other}” have changes that are not saved.</source>
        <translation>“{name}”, “{other}”에 저장하지 않은 변경이 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” was changed by another program since it was opened here. Saving replaces those changes.</source>
        <translation>여기서 연 뒤에 다른 프로그램이 “{name}”을(를) 바꾸었습니다. 저장하면 그 변경이 사라집니다.</translation>
    </message>
    <message>
        <source>The file has changed</source>
        <translation>파일이 바뀌었습니다</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>덮어쓰기(&amp;R)</translation>
    </message>
    <message>
        <source>Hide the loss</source>
        <translation>손실 숨기기</translation>
    </message>
    <message>
        <source>Compute the training loss over what is shown of the plane; takes some seconds (P)</source>
        <translation>보이는 평면 위에서 학습 손실을 구합니다. 몇 초 걸립니다(P)</translation>
    </message>
    <message>
        <source>Stop computing the loss (Esc)</source>
        <translation>손실 계산을 멈춥니다(Esc)</translation>
    </message>
    <message>
        <source>Take the contours away (P, or Esc)</source>
        <translation>등고선을 치웁니다(P 또는 Esc)</translation>
    </message>
    <message>
        <source>There is no plane before the first step</source>
        <translation>첫 스텝 전에는 평면이 없습니다</translation>
    </message>
    <message>
        <source>Pause first: the loss over the plane takes the time that the runs need</source>
        <translation>먼저 멈추십시오. 평면 위의 손실을 구하려면 실행에 쓸 시간이 듭니다</translation>
    </message>
    <message>
        <source>All runs begin here, with the same weights.
Press Space to play, or → to take a step.</source>
        <translation>모든 실행이 같은 가중치로 여기서 시작합니다.
스페이스를 누르면 재생, →를 누르면 한 스텝입니다.</translation>
    </message>
    <message>
        <source>“{text}” threads cannot be: a whole number from 1 to {most} is needed</source>
        <translation>스레드 수 “{text}”은(는) 쓸 수 없습니다. 1에서 {most}까지의 정수가 필요합니다</translation>
    </message>
    <message>
        <source>Accuracy plot</source>
        <translation>정확도 그래프</translation>
    </message>
    <message>
        <source>Fit the accuracy plot</source>
        <translation>정확도 그래프 맞춤</translation>
    </message>
    <message>
        <source>test accuracy, %</source>
        <translation>시험 정확도, %</translation>
    </message>
    <message>
        <source>The accuracy is measured every {count} steps</source>
        <translation>정확도는 {count}스텝마다 잽니다</translation>
    </message>
    <message>
        <source>Only mistakes</source>
        <translation>틀린 것만</translation>
    </message>
    <message>
        <source>Show only what the network takes for another digit, among the first 2,000 test images</source>
        <translation>처음 2,000개의 시험 이미지 가운데 신경망이 다른 숫자로 보는 것만 보입니다</translation>
    </message>
    <message>
        <source>{here} At step {step}: {percent:.2f} % of all test images are right.</source>
        <translation>{here} {step}스텝: 전체 시험 이미지의 {percent:.2f} %를 맞혔습니다.</translation>
    </message>
    <message>
        <source>Draw other test images</source>
        <translation>다른 시험 이미지를 뽑습니다</translation>
    </message>
    <message>
        <source>Show the next mistakes</source>
        <translation>다음 틀린 것들을 보여 줍니다</translation>
    </message>
    <message>
        <source>{right} of these {count} is right.</source>
        <translation>{count}개 중 {right}개를 맞혔습니다.</translation>
    </message>
    <message>
        <source>No mistakes among the first {count} test images.</source>
        <translation>처음 {count}개의 시험 이미지 중 틀린 것이 없습니다.</translation>
    </message>
    <message>
        <source>Mistake {first}.</source>
        <translation>틀린 것 {first}번째.</translation>
    </message>
    <message>
        <source>Mistakes {first} to {last}.</source>
        <translation>틀린 것 {first}~{last}번째.</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>No run is switched on</source>
        <translation>켜진 실행이 없습니다</translation>
    </message>
    <message>
        <source>This is the start. Take a step (→) to see the rule with its numbers.</source>
        <translation>지금이 처음입니다. 한 스텝 나아가면(→) 규칙을 값과 함께 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>This rule does not look ahead.</source>
        <translation>이 규칙은 미리 내다보지 않습니다.</translation>
    </message>
    <message>
        <source>In step {step}</source>
        <translation>스텝 {step} 도중</translation>
    </message>
    <message>
        <source>This network has diverged: its answers are no numbers any more.</source>
        <translation>이 신경망은 발산했습니다. 답이 더는 수가 아닙니다.</translation>
    </message>
    <message>
        <source>{right} of these {count} are right.</source>
        <translation>{count}개 중 {right}개를 맞혔습니다.</translation>
    </message>
    <message>
        <source>Test images and the network&apos;s answers</source>
        <translation>시험 이미지와 신경망의 답</translation>
    </message>
    <message>
        <source>Other images</source>
        <translation>다른 이미지</translation>
    </message>
    <message>
        <source>A {label}, taken for {answer}</source>
        <translation>{label}, 신경망의 답 {answer}</translation>
    </message>
    <message>
        <source>Not recorded. Switch on “Record layers” in the panel, behind the button with the sliders.</source>
        <translation>기록하지 않았습니다. 패널의 슬라이더 모양 단추를 눌러 “층별 기록”을 켜십시오.</translation>
    </message>
    <message>
        <source>Each layer at step {step}, and since the start on a logarithmic scale</source>
        <translation>{step}스텝의 각 층, 그리고 시작부터의 변화(로그 눈금)</translation>
    </message>
    <message>
        <source>Gradient and update of each layer</source>
        <translation>층마다의 기울기와 갱신량</translation>
    </message>
    <message>
        <source>{name}, branch</source>
        <translation>{name}, 분기</translation>
    </message>
    <message>
        <source>{name}: on</source>
        <translation>{name}: 켜짐</translation>
    </message>
    <message>
        <source>{name}: off</source>
        <translation>{name}: 꺼짐</translation>
    </message>
    <message>
        <source>Branch from step {step}</source>
        <translation>{step}스텝에서 분기</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>The run whose past and state the new one shares</source>
        <translation>새 실행이 과거와 상태를 이어받는 실행</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>바꿀 설정</translation>
    </message>
    <message>
        <source>What the new run does differently from this step on</source>
        <translation>이 스텝부터 새 실행에서 달라지는 것</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>What the new run is called</source>
        <translation>새 실행의 이름</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>분기</translation>
    </message>
    <message>
        <source>From step</source>
        <translation>분기 스텝</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>The new run keeps the settings of this step until you change them in its card.</source>
        <translation>새 실행은 카드에서 바꿀 때까지 이 스텝의 설정을 그대로 씁니다.</translation>
    </message>
    <message>
        <source>The new run needs a name.</source>
        <translation>새 실행에는 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>The value is still that of this step. Change it, or choose “Nothing” for a branch with the same settings.</source>
        <translation>값이 아직 이 스텝의 값과 같습니다. 값을 바꾸거나, 같은 설정으로 분기하려면 “없음”을 고르세요.</translation>
    </message>
    <message>
        <source>Begin the new run at this step</source>
        <translation>이 스텝에서 새 실행을 시작합니다</translation>
    </message>
    <message>
        <source>The run that is looked into</source>
        <translation>들여다보는 실행</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>큰 것부터</translation>
    </message>
    <message>
        <source>In the order of the norm of their weights; else by number</source>
        <translation>가중치 노름의 순서로. 끄면 번호순</translation>
    </message>
    <message>
        <source>Units before these</source>
        <translation>앞의 유닛</translation>
    </message>
    <message>
        <source>More units</source>
        <translation>다음 유닛</translation>
    </message>
    <message>
        <source>from left to right: weights, gradient, last update</source>
        <translation>왼쪽부터 가중치, 기울기, 마지막 갱신</translation>
    </message>
    <message>
        <source>gradient and update come with the first step</source>
        <translation>기울기와 갱신은 첫 스텝부터 나옵니다</translation>
    </message>
    <message>
        <source>pause to see gradient and update</source>
        <translation>멈추면 기울기와 갱신이 보입니다</translation>
    </message>
    <message>
        <source>{shown} of {units} units. Blue is below 0, orange above: {ranges} ({note}).</source>
        <translation>유닛 {units}개 중 {shown}개. 파랑은 0보다 작고 주황은 큽니다: {ranges} ({note}).</translation>
    </message>
    <message>
        <source>Units of the first layer</source>
        <translation>첫째 층의 유닛</translation>
    </message>
    <message>
        <source>Units of the first layer. A click, or Enter, keeps a unit in front</source>
        <translation>첫째 층의 유닛. 누르거나 Enter를 치면 그 유닛이 맨 앞에 남습니다</translation>
    </message>
    <message>
        <source>unit {number}</source>
        <translation>유닛 {number}</translation>
    </message>
    <message>
        <source>unit {number}, kept in front</source>
        <translation>유닛 {number}, 맨 앞에 남김</translation>
    </message>
    <message>
        <source>this file is too large for a lesson: more than {most:,} bytes</source>
        <translation>수업 파일로는 너무 큽니다: {most:,}바이트를 넘습니다</translation>
    </message>
    <message>
        <source>this text has {count:,} characters; up to {most} can be read from the last row</source>
        <translation>이 텍스트는 {count:,}자입니다. 맨 뒷줄에서 읽을 수 있는 것은 {most}자까지입니다</translation>
    </message>
    <message>
        <source>a question needs an “answer” to reveal</source>
        <translation>질문에는 나중에 보여 줄 “answer”가 필요합니다</translation>
    </message>
    <message>
        <source>an answer needs a “question” before it</source>
        <translation>답에는 그에 앞서는 “question”이 필요합니다</translation>
    </message>
    <message>
        <source>there is no experiment “{name}” in this file{hint}</source>
        <translation>이 파일에 “{name}” 실험은 없습니다{hint}</translation>
    </message>
    <message>
        <source>the steps must ascend, such as [1, 5, 30]</source>
        <translation>스텝은 [1, 5, 30]처럼 점점 커져야 합니다</translation>
    </message>
    <message>
        <source>step {step} is not after step {begin_at}, with which the scene begins</source>
        <translation>{step}스텝은 장면이 시작되는 {begin_at}스텝보다 뒤여야 합니다</translation>
    </message>
    <message>
        <source>this file is too large for an experiment: more than {most:,} bytes</source>
        <translation>실험 파일로는 너무 큽니다: {most:,}바이트보다 큽니다</translation>
    </message>
    <message>
        <source>the file is written in format {form} by a newer Descent Lab; this one reads format {known}. Please update it</source>
        <translation>더 새로운 Descent Lab이 형식 {form}(으)로 쓴 파일입니다. 이 프로그램은 형식 {known}까지 읽습니다. 업데이트하세요</translation>
    </message>
    <message>
        <source>a fork needs a “parent”, the label of the run that this one branched off</source>
        <translation>fork에는 “parent”, 곧 갈라져 나온 실행의 이름이 필요합니다</translation>
    </message>
    <message>
        <source>there is no run “{label}” before this one{hint}</source>
        <translation>이 앞에 실행 “{label}”이(가) 없습니다{hint}</translation>
    </message>
    <message>
        <source>a branch keeps the optimizer of its parent, whose state it goes on with</source>
        <translation>분기는 부모의 최적화기를 그대로 씁니다. 그 상태에서 이어 가기 때문입니다</translation>
    </message>
    <message>
        <source>“fork” is missing: the step up to which the past is that of the parent</source>
        <translation>“fork”가 없습니다: 부모와 과거를 함께하는 마지막 스텝입니다</translation>
    </message>
    <message>
        <source>the changes of a run must ascend, and those of a branch come after its fork</source>
        <translation>실행의 변경은 스텝 순서대로, 분기의 변경은 fork 다음에 와야 합니다</translation>
    </message>
    <message>
        <source>{name} cannot change in mid-run</source>
        <translation>{name}은(는) 실행 도중에 바뀔 수 없습니다</translation>
    </message>
    <message>
        <source>{name} belongs to functions; the experiment is a network</source>
        <translation>{name}은(는) 함수의 것입니다. 이 실험은 신경망입니다</translation>
    </message>
    <message>
        <source>the panel “{panel}” belongs to networks; the experiment is a function</source>
        <translation>“{panel}” 패널은 신경망의 것입니다. 이 실험은 함수입니다</translation>
    </message>
    <message>
        <source>there is no run “{label}” in the experiment{hint}</source>
        <translation>이 실험에 “{label}” 실행은 없습니다{hint}</translation>
    </message>
    <message>
        <source>the same run stands there twice; leave one out</source>
        <translation>같은 실행이 두 번 있습니다. 하나를 빼십시오</translation>
    </message>
    <message>
        <source>the same panel stands there twice; leave one out</source>
        <translation>같은 패널이 두 번 있습니다. 하나를 빼십시오</translation>
    </message>
    <message>
        <source>“inspector” is not among the panels of the scene; add it, or leave inspect out</source>
        <translation>장면의 패널에 “inspector”가 없습니다. 추가하거나 inspect를 빼십시오</translation>
    </message>
    <message>
        <source>x from must be below x to, and y from below y to</source>
        <translation>x 시작은 x 끝보다, y 시작은 y 끝보다 작아야 합니다</translation>
    </message>
    <message>
        <source>the key “{key}” is already that of scene {first}; give this scene a key of its own</source>
        <translation>키 “{key}”: {first}번 장면이 이미 쓰고 있습니다. 다른 키를 붙이십시오</translation>
    </message>
    <message>
        <source>no scene uses this experiment; leave it out, or name it in a scene</source>
        <translation>이 실험을 쓰는 장면이 없습니다. 실험을 빼거나 장면에 그 이름을 적으십시오</translation>
    </message>
    <message>
        <source>the English text is missing; write it as “en”</source>
        <translation>영어 텍스트가 없습니다. “en”에 적으십시오</translation>
    </message>
    <message>
        <source>“format = 1” is missing; it says by which rules the file is written</source>
        <translation>“format = 1”이 없습니다. 파일이 어떤 규칙으로 쓰였는지 알려 주는 항목입니다</translation>
    </message>
    <message>
        <source>at least one experiment is needed, such as [experiments.first.problem] and [[experiments.first.runs]]</source>
        <translation>[experiments.first.problem]과 [[experiments.first.runs]] 같은 실험이 하나 이상 필요합니다</translation>
    </message>
    <message>
        <source>at least one table [[scenes]] is needed</source>
        <translation>[[scenes]] 테이블이 하나 이상 필요합니다</translation>
    </message>
    <message>
        <source>a text that is not empty is needed</source>
        <translation>비어 있지 않은 텍스트가 필요합니다</translation>
    </message>
    <message>
        <source>a text in its languages is needed, such as {name}.en = &quot;…&quot;</source>
        <translation>{name}.en = &quot;…&quot;처럼 언어별로 쓴 텍스트가 필요합니다</translation>
    </message>
    <message>
        <source>this program knows format 1</source>
        <translation>이 프로그램이 아는 형식은 1입니다</translation>
    </message>
    <message>
        <source>1 to {most} tables [[scenes]] are needed</source>
        <translation>[[scenes]] 테이블이 1개에서 {most}개까지 필요합니다</translation>
    </message>
    <message>
        <source>a short name of small letters, digits and hyphens is needed, such as “zig-zag”</source>
        <translation>“zig-zag”처럼 영문 소문자, 숫자, 하이픈으로 된 짧은 이름이 필요합니다</translation>
    </message>
    <message>
        <source>the name of an experiment of this file, as text, is needed</source>
        <translation>이 파일에 있는 실험의 이름을 텍스트로 써야 합니다</translation>
    </message>
    <message>
        <source>a list of whole numbers from 1 to {most} is needed, such as [1, 5, 30]</source>
        <translation>[1, 5, 30]처럼 1에서 {most}까지의 정수 목록이 필요합니다</translation>
    </message>
    <message>
        <source>a number of steps per second, above 0 and up to {most}, or “unlimited”, is needed</source>
        <translation>초당 스텝 수(0보다 크고 {most} 이하) 또는 “unlimited”가 필요합니다</translation>
    </message>
    <message>
        <source>a list of panels is needed; {choice}</source>
        <translation>패널 목록이 필요합니다. 항목마다 {choice}</translation>
    </message>
    <message>
        <source>a table [view] is needed</source>
        <translation>[view] 표가 필요합니다</translation>
    </message>
    <message>
        <source>1 to {most} tables [[runs]] are needed</source>
        <translation>[[runs]] 표가 1개에서 {most}개까지 필요합니다</translation>
    </message>
    <message>
        <source>the label of another run, as text, is needed</source>
        <translation>다른 실행의 이름이 글자로 필요합니다</translation>
    </message>
    <message>
        <source>tables [[runs.changes]] are needed, each with a step</source>
        <translation>스텝이 적힌 [[runs.changes]] 표가 필요합니다</translation>
    </message>
    <message>
        <source>a list of one or two labels of runs is needed</source>
        <translation>실행 라벨 한두 개의 목록이 필요합니다</translation>
    </message>
    <message>
        <source>a number from 0 to {most} is needed</source>
        <translation>0에서 {most}까지의 수가 필요합니다</translation>
    </message>
    <message>
        <source>four finite numbers are needed: x from, x to, y from, y to</source>
        <translation>유한한 수 네 개가 필요합니다: x 시작, x 끝, y 시작, y 끝</translation>
    </message>
    <message>
        <source>First the velocity alone: where would it carry the point?</source>
        <translation>먼저 속도만 봅니다. 이 속도는 현재 위치를 어디로 데려갈까요?</translation>
    </message>
    <message>
        <source>The gradient at the point tells the way uphill; the step will go against it.</source>
        <translation>현재 위치의 기울기는 오르막 방향을 알려 줍니다. 스텝은 그 반대로 갑니다.</translation>
    </message>
    <message>
        <source>What was seen so far is carried on, and the new gradient is added.</source>
        <translation>지금까지 본 것을 이어 가고, 새 기울기를 더합니다.</translation>
    </message>
    <message>
        <source>Both means began at zero, so they are too small; dividing by 1 − βᵗ corrects that.</source>
        <translation>두 평균은 0에서 시작해 너무 작습니다. 1 − βᵗ로 나누어 보정합니다.</translation>
    </message>
    <message>
        <source>The learning rate times the direction: this is how far the point will go.</source>
        <translation>학습률에 방향을 곱합니다. 위치가 이만큼 움직이게 됩니다.</translation>
    </message>
    <message>
        <source>The point moves by Δ.</source>
        <translation>위치가 Δ만큼 움직입니다.</translation>
    </message>
    <message>
        <source>The gradient over all data tells the way uphill; the step will go against it.</source>
        <translation>모든 데이터로 구한 기울기는 오르막 방향을 알려 줍니다. 스텝은 그 반대로 갑니다.</translation>
    </message>
    <message>
        <source>The gradient over one random batch: cheaper, and a little off.</source>
        <translation>무작위 배치 하나로 구한 기울기입니다. 계산이 싸지만 조금 빗나갑니다.</translation>
    </message>
    <message>
        <source>The velocity keeps the part α of itself and takes −ηg on: inertia.</source>
        <translation>속도는 직전 값의 α배를 간직하고 −ηg를 더합니다. 이것이 관성입니다.</translation>
    </message>
    <message>
        <source>The point moves by its velocity, not by the gradient alone.</source>
        <translation>위치는 기울기만이 아니라 속도에 따라 움직입니다.</translation>
    </message>
    <message>
        <source>The gradient is taken there, ahead, not where the point stands.</source>
        <translation>기울기를 지금 서 있는 곳이 아니라 미리 가 본 그 지점에서 잽니다.</translation>
    </message>
    <message>
        <source>The velocity keeps the part α of itself and is corrected by the gradient seen ahead.</source>
        <translation>속도는 직전 값의 α배를 간직하고, 미리 본 기울기로 바로잡습니다.</translation>
    </message>
    <message>
        <source>The point moves by the corrected velocity.</source>
        <translation>위치가 바로잡은 속도만큼 움직입니다.</translation>
    </message>
    <message>
        <source>The squares of all gradients are summed, for each axis by itself; the sum never shrinks.</source>
        <translation>축마다 따로 모든 기울기의 제곱을 더합니다. 이 합은 결코 줄지 않습니다.</translation>
    </message>
    <message>
        <source>Each axis has its own rate, η/√h: small where the gradients were large.</source>
        <translation>축마다 학습률 η/√h가 다릅니다. 기울기가 컸던 축에서는 작습니다.</translation>
    </message>
    <message>
        <source>The mean of the squares forgets: the part γ of the old one is kept.</source>
        <translation>제곱 평균은 잊어 갑니다. 이전 평균의 γ배가 남습니다.</translation>
    </message>
    <message>
        <source>Each axis has its own rate, η/√h, which can grow again.</source>
        <translation>축마다 학습률 η/√h가 다르며, 다시 커질 수도 있습니다.</translation>
    </message>
    <message>
        <source>Two running means: m of the gradients, v of their squares.</source>
        <translation>두 이동 평균입니다. m은 기울기의 평균, v는 기울기 제곱의 평균입니다.</translation>
    </message>
    <message>
        <source>The mean gradient over the root of the mean square: about η for each axis as long as the sign stays.</source>
        <translation>기울기 평균을 제곱 평균의 제곱근으로 나눕니다. 부호가 그대로인 동안 스텝은 축마다 η쯤 됩니다.</translation>
    </message>
    <message>
        <source>Bias correction is off: the means are taken as they are, although they began at zero.</source>
        <translation>편향 보정이 꺼져 있습니다. 두 평균이 0에서 시작했지만 그대로 씁니다.</translation>
    </message>
    <message>
        <source>Step inspector</source>
        <translation>스텝 검사기</translation>
    </message>
    <message>
        <source>Runs on the canvas</source>
        <translation>캔버스에 보이는 실행</translation>
    </message>
    <message>
        <source>Norms by layer</source>
        <translation>층별 노름</translation>
    </message>
    <message>
        <source>The norm of each layer&apos;s weights before the step, of its gradient, accumulators and update</source>
        <translation>층마다 스텝 이전 가중치의 노름, 그리고 기울기, 누적값, 갱신량의 노름</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>층 {number}</translation>
    </message>
    <message>
        <source>Effective step so far</source>
        <translation>지금까지의 실효 학습률</translation>
    </message>
    <message>
        <source>By what the gradient is multiplied along each axis, at every step so far</source>
        <translation>지금까지 스텝마다 각 축의 기울기에 곱한 값</translation>
    </message>
    <message>
        <source>Effective step η/√{scale}</source>
        <translation>실효 학습률 η/√{scale}</translation>
    </message>
    <message>
        <source>The rule with the numbers of this step</source>
        <translation>이 스텝의 값을 넣은 규칙</translation>
    </message>
    <message>
        <source>before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>after</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>The layer that the weight belongs to, from 1</source>
        <translation>가중치가 속한 층(1부터)</translation>
    </message>
    <message>
        <source>From input</source>
        <translation>입력 번호</translation>
    </message>
    <message>
        <source>The input of that layer, from 0; for the first layer the pixel. The last is the bias b</source>
        <translation>그 층의 입력(0부터). 첫째 층에서는 픽셀입니다. 마지막은 편향 b입니다</translation>
    </message>
    <message>
        <source>To unit</source>
        <translation>유닛 번호</translation>
    </message>
    <message>
        <source>The unit of that layer that the weight leads to, from 0</source>
        <translation>가중치가 이어지는 그 층의 유닛(0부터)</translation>
    </message>
    <message>
        <source>Largest Δ</source>
        <translation>가장 큰 Δ</translation>
    </message>
    <message>
        <source>The weight that moved most in the last step of the first run</source>
        <translation>첫째 실행의 마지막 스텝에서 가장 많이 움직인 가중치</translation>
    </message>
    <message>
        <source>Weight: layer</source>
        <translation>가중치: 층</translation>
    </message>
    <message>
        <source>from</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>to</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Lesson and scene</source>
        <translation>수업과 장면</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>수업 열기</translation>
    </message>
    <message>
        <source>Lessons (*.toml)</source>
        <translation>수업 (*.toml)</translation>
    </message>
    <message>
        <source>This was the last scene. Escape leaves the lesson.</source>
        <translation>마지막 장면이었습니다. Esc 키를 누르면 수업을 끝냅니다.</translation>
    </message>
    <message>
        <source>What is looked at</source>
        <translation>보고 있는 스텝</translation>
    </message>
    <message>
        <source>Computing this step</source>
        <translation>이 스텝을 계산하는 중</translation>
    </message>
    <message>
        <source>The network is computed anew from the nearest moment that was kept</source>
        <translation>남겨 둔 가장 가까운 시점부터 신경망을 다시 계산합니다</translation>
    </message>
    <message>
        <source>Looking at step {step} of {last}</source>
        <translation>{last}스텝 중 {step}스텝 보는 중</translation>
    </message>
    <message>
        <source>Mistakes in the file</source>
        <translation>파일의 잘못된 곳</translation>
    </message>
    <message>
        <source>{file} cannot be used as it is. Mend these and open it again:</source>
        <translation>{file} 파일은 이대로 쓸 수 없습니다. 다음을 고친 뒤 다시 여십시오:</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>잘못된 곳</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Time line; Ctrl: ten</source>
        <translation>타임라인, Ctrl은 열 스텝</translation>
    </message>
    <message>
        <source>Time line: start, now</source>
        <translation>타임라인: 처음, 현재</translation>
    </message>
    <message>
        <source>Drag to look at an earlier step; nothing is lost</source>
        <translation>끌면 이전 스텝을 볼 수 있습니다. 아무것도 잃지 않습니다</translation>
    </message>
    <message>
        <source>Looking back at step {step} of {last}</source>
        <translation>{last}스텝 중 {step}스텝을 뒤돌아보는 중</translation>
    </message>
    <message>
        <source>Step {step}, the present</source>
        <translation>{step}스텝, 현재</translation>
    </message>
    <message>
        <source>Step {step}: {what}</source>
        <translation>스텝 {step}: {what}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>외 {count}개</translation>
    </message>
    <message>
        <source>{branch} branches off {parent}</source>
        <translation>{branch}: {parent}에서 분기</translation>
    </message>
    <message>
        <source>The last key</source>
        <translation>마지막에 누른 키</translation>
    </message>
    <message>
        <source>Go to the next control</source>
        <translation>다음 항목으로 가기</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Take back what was typed</source>
        <translation>입력한 것 되돌리기</translation>
    </message>
    <message>
        <source>On a network there is no point whose place could be guessed</source>
        <translation>신경망에는 위치를 예상할 점이 없습니다</translation>
    </message>
    <message>
        <source>Locked to single steps, each after a guess (Shift+G unlocks)</source>
        <translation>예상한 다음에만 한 스텝씩 갈 수 있습니다(Shift+G로 풀기)</translation>
    </message>
    <message>
        <source>Locked until there is a guess: click on the canvas (Shift+G unlocks)</source>
        <translation>예상할 때까지 잠겨 있습니다. 캔버스를 클릭하십시오(Shift+G로 풀기)</translation>
    </message>
    <message>
        <source>Move the guess</source>
        <translation>예상 옮기기</translation>
    </message>
    <message>
        <source>Set the guess</source>
        <translation>예상 정하기</translation>
    </message>
    <message>
        <source>Click, Enter</source>
        <translation>클릭, Enter</translation>
    </message>
    <message>
        <source>Set the guess (G)</source>
        <translation>예상 정하기 (G)</translation>
    </message>
    <message>
        <source>Move guess; Shift: finely</source>
        <translation>예상 옮기기, Shift는 조금씩</translation>
    </message>
    <message>
        <source>Where does {run} go in step {step}?</source>
        <translation>{step}번째 스텝에서 {run}: 어디로 갈까요?</translation>
    </message>
    <message>
        <source>The step waits for a guess</source>
        <translation>예상을 기다립니다</translation>
    </message>
    <message>
        <source>{run}, step {step}: the guess is set. {key} takes the step</source>
        <translation>{run}, {step}번째 스텝: 예상을 정했습니다. 스텝 밟기: {key}</translation>
    </message>
    <message>
        <source>{run}: step {step} is under way</source>
        <translation>{run}: {step}번째 스텝을 밟는 중입니다</translation>
    </message>
    <message>
        <source>Pause to guess the next step</source>
        <translation>다음 스텝을 예상하려면 멈추십시오</translation>
    </message>
    <message>
        <source>{run} has ended: there is no step to guess</source>
        <translation>{run}: 끝났으므로 예상할 스텝이 없습니다</translation>
    </message>
    <message>
        <source>{error} ({share} % of the step)</source>
        <translation>{error} (스텝의 {share} %)</translation>
    </message>
    <message>
        <source>{run}, step {step}: {points} of 100 points</source>
        <translation>{run}, {step}번째 스텝: 100점 중 {points}점</translation>
    </message>
    <message>
        <source>Mean so far: {score} ({count} guessed)</source>
        <translation>지금까지 평균: {score} (예상 {count}번)</translation>
    </message>
    <message>
        <source>only a PNG carries its experiment; other pictures, films and tables do not</source>
        <translation>실험은 PNG에만 담겨 있습니다. 다른 그림, 영상, 표에는 없습니다</translation>
    </message>
    <message>
        <source>this picture is empty; ask for the file again</source>
        <translation>그림 파일이 비어 있습니다. 파일을 다시 받으세요</translation>
    </message>
    <message>
        <source>this picture is too large: more than {most:,} bytes</source>
        <translation>그림이 너무 큽니다: {most:,}바이트보다 큽니다</translation>
    </message>
    <message>
        <source>this picture carries no experiment; only a PNG that Descent Lab exported does, and no program changed since</source>
        <translation>이 그림에는 실험이 담겨 있지 않습니다. Descent Lab이 내보낸 뒤 다른 프로그램이 바꾸지 않은 PNG에만 담겨 있습니다</translation>
    </message>
    <message>
        <source>this PNG is damaged; its experiment cannot be read. Ask for the file again</source>
        <translation>PNG가 손상되어 실험을 읽을 수 없습니다. 파일을 다시 받으세요</translation>
    </message>
    <message>
        <source>this is a lesson, not an experiment; File ▸ Open lesson… shows it in the window</source>
        <translation>실험이 아니라 수업입니다. 창의 파일 ▸ 수업 열기…로 볼 수 있습니다</translation>
    </message>
    <message>
        <source>this is a lesson, not an experiment; File ▸ Open lesson… shows it in the window, and “export {scene}” takes a scene of it</source>
        <translation>실험이 아니라 수업입니다. 창의 파일 ▸ 수업 열기…로 볼 수 있고, “export {scene}”처럼 그 장면을 내보낼 수 있습니다</translation>
    </message>
    <message>
        <source>The experiment has {runs} runs, more than the {most} that a file holds. Remove branches, and save again.</source>
        <translation>실험에 실행이 {runs}개 있어 파일 하나에 담을 수 있는 {most}개를 넘습니다. 분기를 제거하고 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The experiment has come to step {step:,}, and a file holds one only up to step {most:,}. Go back to that step or before, or reset, and save again.</source>
        <translation>실험이 {step:,}스텝까지 왔지만 파일에는 {most:,}스텝까지만 담을 수 있습니다. 그 스텝이나 그 앞으로 돌아가거나 초기화한 뒤 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The experiment has {changes:,} changes of settings, more than a file of {most:,} bytes holds. Go back to a step before most of them, or reset, and save again.</source>
        <translation>실험에 설정 변경이 {changes:,}번 있어 {most:,}바이트 파일에 담을 수 없습니다. 변경 이전 스텝으로 돌아가거나 초기화한 뒤 다시 저장하세요.</translation>
    </message>
    <message>
        <source>About what is no longer in the experiment:</source>
        <translation>실험에 더는 없는 것에 대한 주석:</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 파일(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Forget them</source>
        <translation>목록 비우기(&amp;F)</translation>
    </message>
    <message>
        <source>Empty this list; the files stay where they are</source>
        <translation>이 목록을 비웁니다. 파일은 그대로 남습니다</translation>
    </message>
    <message>
        <source>The session cannot be kept for the next start: {reason}. Save the experiment with File ▸ Save.</source>
        <translation>다음 시작을 위해 작업을 보관할 수 없습니다: {reason}. 파일 ▸ 저장으로 실험을 저장하세요.</translation>
    </message>
    <message>
        <source>the step of each row; 0 is the start. Row i of every array of the run belongs to step[i]</source>
        <translation>각 행의 스텝. 0은 시작점입니다. 이 실행의 모든 배열에서 i번째 행은 step[i]에 해당합니다</translation>
    </message>
    <message>
        <source>the parameters after the step: all weights and biases, layer by layer</source>
        <translation>스텝 뒤의 매개변수: 모든 가중치와 편향이 층 순서로 있습니다</translation>
    </message>
    <message>
        <source>how many gradients, at single points or of single data, were spent</source>
        <translation>지금까지 구한, 점 하나 또는 데이터 하나에 대한 기울기의 수</translation>
    </message>
    <message>
        <source>the mean loss on the test images; nan where it was not measured</source>
        <translation>시험 이미지의 평균 손실. 재지 않은 곳은 nan</translation>
    </message>
    <message>
        <source>the part of the test images told right, 0 to 1; nan where it was not measured</source>
        <translation>시험 이미지를 맞힌 비율, 0에서 1까지. 재지 않은 곳은 nan</translation>
    </message>
    <message>
        <source>Choose at least one run.</source>
        <translation>실행을 하나 이상 고르십시오.</translation>
    </message>
    <message>
        <source>There are no steps from {first} to {last}.</source>
        <translation>{first}부터 {last}까지의 스텝은 없습니다.</translation>
    </message>
    <message>
        <source>Every how many steps? At least 1.</source>
        <translation>몇 스텝마다인지는 1 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>There is no run {missing}. The runs are {there}.</source>
        <translation>“{missing}” 실행이 없습니다. 있는 실행: {there}.</translation>
    </message>
    <message>
        <source>That would be {size}, and a file may have {most}. Choose fewer runs, fewer steps, or only one step in {every:,}.</source>
        <translation>{size}가 되는데, 파일 하나는 {most}까지입니다. 실행이나 스텝을 줄이거나 {every:,}스텝마다 하나만 고르십시오.</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count}바이트</translation>
    </message>
    <message>
        <source>the label of the run</source>
        <translation>실행의 라벨</translation>
    </message>
    <message>
        <source>how many steps were taken; 0 is the start</source>
        <translation>나아간 스텝 수. 0은 시작점</translation>
    </message>
    <message>
        <source>the update rule</source>
        <translation>갱신 규칙</translation>
    </message>
    <message>
        <source>the exact value of the function at the point</source>
        <translation>그 점에서의 정확한 함수값</translation>
    </message>
    <message>
        <source>the loss of the batch of this row, at the parameters of this row</source>
        <translation>이 행의 매개변수에서 이 행의 배치로 구한 손실</translation>
    </message>
    <message>
        <source>gradients of single images spent, over the number of training images</source>
        <translation>지금까지 구한 이미지 한 장의 기울기 수를 학습 이미지 수로 나눈 값</translation>
    </message>
    <message>
        <source>the mean loss on the test images; empty where it was not measured</source>
        <translation>시험 이미지의 평균 손실. 재지 않은 곳은 비어 있음</translation>
    </message>
    <message>
        <source>the part of the test images told right, 0 to 1; empty where it was not measured</source>
        <translation>시험 이미지를 맞힌 비율, 0에서 1까지. 재지 않은 곳은 비어 있음</translation>
    </message>
    <message>
        <source>“diverged” in the row of a step that led to no finite loss; else empty</source>
        <translation>손실이 유한하지 않게 된 스텝의 행에는 “diverged”, 그 밖에는 비어 있음</translation>
    </message>
    <message>
        <source>where the point stands after the step</source>
        <translation>스텝 뒤에 점이 있는 곳</translation>
    </message>
    <message>
        <source>{variable} component: {meaning}</source>
        <translation>{variable} 성분: {meaning}</translation>
    </message>
    <message>
        <source>Euclidean norm over all parameters: {meaning}</source>
        <translation>모든 매개변수에 대한 유클리드 노름: {meaning}</translation>
    </message>
    <message>
        <source>Euclidean norm over layer {layer}: {meaning}</source>
        <translation>{layer}번 층에 대한 유클리드 노름: {meaning}</translation>
    </message>
    <message>
        <source>the parameters after the step, all weights and biases</source>
        <translation>스텝 뒤의 매개변수, 모든 가중치와 편향</translation>
    </message>
    <message>
        <source>These runs have no steps from {first} on; they ended before.</source>
        <translation>이 실행들에는 {first}스텝부터의 기록이 없습니다. 그전에 끝났습니다.</translation>
    </message>
    <message>
        <source>That would be {size}, and {folder} has room for {free}. Choose less, or another place.</source>
        <translation>{size}가 되는데, {folder}에는 {free}만 남아 있습니다. 더 적게 고르거나 다른 곳을 고르십시오.</translation>
    </message>
    <message>
        <source>What the columns or arrays of the file beside this one mean.</source>
        <translation>옆에 있는 파일의 열이나 배열이 무엇인지 적은 파일입니다.</translation>
    </message>
    <message>
        <source>Row k is the point after k steps, with the terms and settings of the step that led there; row 0, the start, has none.</source>
        <translation>k행은 k스텝 뒤의 점이고, 거기로 이끈 스텝의 항과 설정이 함께 있습니다. 시작점인 0행에는 이것이 없습니다.</translation>
    </message>
    <message>
        <source>Numbers are written with all their digits: reading them gives the same bits.</source>
        <translation>숫자는 모든 자릿수로 적혀 있어, 읽으면 비트까지 같은 값이 됩니다.</translation>
    </message>
    <message>
        <source>In pandas before 3.1 that needs read_csv(…, float_precision=&quot;round_trip&quot;).</source>
        <translation>3.1 이전의 pandas에서는 read_csv(…, float_precision=&quot;round_trip&quot;)로 읽어야 합니다.</translation>
    </message>
    <message>
        <source>A layer&apos;s weights stand in the parameters from “first” on, row by row; the last row of its shape are the biases.</source>
        <translation>한 층의 가중치는 매개변수의 “first”부터 행 순서로 있으며, 그 모양의 마지막 행이 편향입니다.</translation>
    </message>
    <message>
        <source>Units: W is the unit of the parameters, and loss / W that of a gradient. 1 is a plain number.</source>
        <translation>단위: W는 매개변수의 단위, loss / W는 기울기의 단위입니다. 1은 단위가 없는 수입니다.</translation>
    </message>
    <message>
        <source>the point ahead, where the gradient is taken</source>
        <translation>기울기를 재는, 앞서 가 본 점</translation>
    </message>
    <message>
        <source>the gradient that the step was taken with, at the point before the step</source>
        <translation>스텝에 쓴 기울기. 스텝 전의 점에서 잽니다</translation>
    </message>
    <message>
        <source>the gradient over the batch of the step, at the point before the step</source>
        <translation>스텝의 배치로 구한 기울기. 스텝 전의 점에서 잽니다</translation>
    </message>
    <message>
        <source>the gradient at the point ahead, w_tilde</source>
        <translation>앞서 가 본 점 w_tilde에서의 기울기</translation>
    </message>
    <message>
        <source>the velocity after the step</source>
        <translation>스텝 뒤의 속도</translation>
    </message>
    <message>
        <source>the running mean of the squared gradients</source>
        <translation>기울기 제곱의 이동 평균</translation>
    </message>
    <message>
        <source>the sum of the squared gradients</source>
        <translation>기울기 제곱의 합</translation>
    </message>
    <message>
        <source>the running mean of the gradients</source>
        <translation>기울기의 이동 평균</translation>
    </message>
    <message>
        <source>the mean of the gradients, its bias corrected</source>
        <translation>편향을 보정한 기울기 평균</translation>
    </message>
    <message>
        <source>the mean of the squared gradients, its bias corrected</source>
        <translation>편향을 보정한 기울기 제곱 평균</translation>
    </message>
    <message>
        <source>the displacement: what was added to the point before the step</source>
        <translation>이동량. 스텝 전의 점에 더한 값입니다</translation>
    </message>
    <message>
        <source>{decay} multiplied up over the steps taken, the {decay}ᵗ of the bias correction</source>
        <translation>지금까지의 스텝에 걸쳐 {decay}를 곱한 값, 편향 보정의 {decay}ᵗ</translation>
    </message>
    <message>
        <source>There is no run {label} to vary the learning rate of.</source>
        <translation>학습률을 바꿔 볼 실행 {label}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing here to vary the learning rate of.</source>
        <translation>여기에는 학습률을 바꿔 볼 실행이 없습니다.</translation>
    </message>
    <message>
        <source>{file}: step {done:,} of {total:,}</source>
        <translation>{file}: {total:,}스텝 중 {done:,}</translation>
    </message>
    <message>
        <source>drawing …</source>
        <translation>그리는 중…</translation>
    </message>
    <message>
        <source>{file}: frame {done:,} of {total:,}</source>
        <translation>{file}: {total:,}프레임 중 {done:,}</translation>
    </message>
    <message>
        <source>What kind of picture to make</source>
        <translation>어떤 그림을 만들지 고릅니다</translation>
    </message>
    <message>
        <source>Kind of picture</source>
        <translation>그림의 종류</translation>
    </message>
    <message>
        <source>The run whose step, or whose learning rates, are shown</source>
        <translation>스텝이나 학습률을 보여 줄 실행</translation>
    </message>
    <message>
        <source>Steps between two pictures of the strip</source>
        <translation>띠의 두 그림 사이의 스텝 수</translation>
    </message>
    <message>
        <source>Every so many steps</source>
        <translation>몇 스텝마다</translation>
    </message>
    <message>
        <source>How the parts stand</source>
        <translation>부분을 늘어놓는 방식</translation>
    </message>
    <message>
        <source>Arrangement</source>
        <translation>배치 방식</translation>
    </message>
    <message>
        <source>PNG: pixels</source>
        <translation>PNG: 픽셀</translation>
    </message>
    <message>
        <source>SVG: sharp at any size</source>
        <translation>SVG: 어떤 크기에서도 선명하게</translation>
    </message>
    <message>
        <source>The format of the file</source>
        <translation>파일의 형식</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>The width of the picture in pixels</source>
        <translation>픽셀로 나타낸 그림의 너비</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>너비(픽셀)</translation>
    </message>
    <message>
        <source>The width of the picture on paper</source>
        <translation>종이 위에서의 그림의 너비</translation>
    </message>
    <message>
        <source>Width in centimetres</source>
        <translation>센티미터로 나타낸 너비</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>픽셀</translation>
    </message>
    <message>
        <source>cm</source>
        <translation>cm</translation>
    </message>
    <message>
        <source>Whether the width is given in pixels, or on paper</source>
        <translation>너비를 픽셀로 정할지 종이 위의 길이로 정할지 고릅니다</translation>
    </message>
    <message>
        <source>Unit of the width</source>
        <translation>너비의 단위</translation>
    </message>
    <message>
        <source>Pixels for each inch of paper</source>
        <translation>종이 1인치에 들어가는 픽셀 수</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>인치당 픽셀 수</translation>
    </message>
    <message>
        <source>Width against height</source>
        <translation>너비와 높이의 비</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>How large the type is in the picture</source>
        <translation>그림 속 글자의 크기</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>The colours, whatever theme the window has</source>
        <translation>창의 테마와 상관없는 그림의 색</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>Titl&amp;e</source>
        <translation>제목(&amp;E)</translation>
    </message>
    <message>
        <source>What was minimised stands above</source>
        <translation>무엇을 최소화했는지 위에 적습니다</translation>
    </message>
    <message>
        <source>Le&amp;gend</source>
        <translation>범례(&amp;G)</translation>
    </message>
    <message>
        <source>Runs and marks are explained</source>
        <translation>실행과 기호를 설명합니다</translation>
    </message>
    <message>
        <source>Settings a&amp;nd seed</source>
        <translation>설정과 시드(&amp;N)</translation>
    </message>
    <message>
        <source>How everything was set stands below, in small type</source>
        <translation>모든 설정을 아래에 작은 글자로 적습니다</translation>
    </message>
    <message>
        <source>Choose at least one part to show.</source>
        <translation>보여 줄 부분을 하나 이상 고르세요.</translation>
    </message>
    <message>
        <source>Show this in the picture</source>
        <translation>이 부분을 그림에 넣습니다</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>종류(&amp;K)</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>부분</translation>
    </message>
    <message>
        <source>A&amp;rrangement</source>
        <translation>배치 방식(&amp;R)</translation>
    </message>
    <message>
        <source>R&amp;un</source>
        <translation>실행(&amp;U)</translation>
    </message>
    <message>
        <source>Ever&amp;y</source>
        <translation>간격(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>형식(&amp;F)</translation>
    </message>
    <message>
        <source>Wi&amp;dth</source>
        <translation>너비(&amp;D)</translation>
    </message>
    <message>
        <source>Res&amp;olution</source>
        <translation>해상도(&amp;O)</translation>
    </message>
    <message>
        <source>S&amp;hape</source>
        <translation>모양(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>글자(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>배경(&amp;B)</translation>
    </message>
    <message>
        <source>With</source>
        <translation>함께 넣기</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>The step inspector has no room in a strip; choose a picture</source>
        <translation>띠에는 스텝 검사기가 들어갈 자리가 없습니다. 그림을 고르세요</translation>
    </message>
    <message>
        <source> step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source> steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>An SVG has no pixels: it is as sharp as the printer</source>
        <translation>SVG에는 픽셀이 없습니다. 프린터가 낼 수 있는 만큼 선명합니다</translation>
    </message>
    <message>
        <source>--to {last:,} lies beyond the last step, {steps:,}; go on further with --steps.</source>
        <translation>--to {last:,}은(는) 마지막 스텝 {steps:,}보다 뒤입니다. --steps로 더 나아가게 하십시오.</translation>
    </message>
    <message>
        <source>--from {first:,} lies behind the last step, {last:,}.</source>
        <translation>--from {first:,}은(는) 마지막 스텝 {last:,}보다 뒤입니다.</translation>
    </message>
    <message>
        <source>No run takes part: each is switched off. Switch one on in the file with on = true.</source>
        <translation>참여하는 실행이 없습니다. 모두 꺼져 있습니다. 파일에서 on = true로 하나를 켜 주세요.</translation>
    </message>
    <message>
        <source>There is no run “{label}”{hint}</source>
        <translation>“{label}” 실행은 없습니다{hint}</translation>
    </message>
    <message>
        <source>An η strip is about one run; name only one by --run.</source>
        <translation>η 띠는 실행 하나를 다룹니다. --run으로 하나만 지정하세요.</translation>
    </message>
    <message>
        <source>Films and strips show {names} or {last}; add one of these to --parts.</source>
        <translation>동영상과 띠에는 {names} 또는 {last}를 담습니다. 그중 하나를 --parts에 더하세요.</translation>
    </message>
    <message>
        <source>Films and strips have no step inspector; leave it out of --parts, or ask for a picture too.</source>
        <translation>동영상과 띠에는 스텝 검사기가 없습니다. --parts에서 빼거나 그림도 함께 만드세요.</translation>
    </message>
    <message>
        <source>A film has no clear ground; choose light or dark.</source>
        <translation>동영상에는 투명한 바탕이 없습니다. light나 dark를 고르세요.</translation>
    </message>
    <message>
        <source>Nothing to write: say what is wanted, and where to, by {options}.</source>
        <translation>쓸 것이 없습니다. 무엇을 어디에 쓸지 다음 옵션으로 정하십시오: {options}.</translation>
    </message>
    <message>
        <source>Two files are to be written to {file}. Give each a name of its own.</source>
        <translation>{file}에 두 파일을 쓰게 됩니다. 이름을 서로 다르게 하십시오.</translation>
    </message>
    <message>
        <source>{file} is what the export is made of. Choose another name for what is written.</source>
        <translation>{file}은(는) 내보내기의 원본입니다. 저장할 파일의 이름을 다르게 하십시오.</translation>
    </message>
    <message>
        <source>{files} would be replaced. Choose another name, or add --force to replace what is there.</source>
        <translation>이미 있는 파일을 덮어쓰게 됩니다: {files}. 다른 이름을 고르거나, 덮어쓰려면 --force를 붙이십시오.</translation>
    </message>
    <message>
        <source>--{kind} writes a file, not to standard output; name one.</source>
        <translation>--{kind}은(는) 표준 출력이 아니라 파일에 씁니다. 파일 이름을 적어 주세요.</translation>
    </message>
    <message>
        <source>{file} does not end like what is to be written there; call it {names}.</source>
        <translation>{file}의 확장자가 쓸 내용과 다릅니다. 이름을 {names}(으)로 해 주세요.</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 또는 </translation>
    </message>
    <message>
        <source>There is an accuracy on networks only; leave it out of --parts.</source>
        <translation>정확도는 신경망에만 있습니다. --parts에서 빼십시오.</translation>
    </message>
    <message>
        <source>Several lessons have a scene “{name}”: {names}.</source>
        <translation>“{name}” 장면이 여러 수업에 있습니다: {names}.</translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation>{name} 파일이 없습니다.</translation>
    </message>
    <message>
        <source>There is no file {name}, and no scene of that name{hint}</source>
        <translation>{name} 파일도, 그런 이름의 장면도 없습니다{hint}</translation>
    </message>
    <message>
        <source>A film is being made already. Wait until it is there, or cancel it.</source>
        <translation>이미 동영상을 만들고 있습니다. 끝날 때까지 기다리거나 취소하세요.</translation>
    </message>
    <message>
        <source>There is no way to film yet: play, or take a few steps.</source>
        <translation>아직 동영상으로 만들 과정이 없습니다. 재생하거나 몇 스텝 나아가세요.</translation>
    </message>
    <message>
        <source>The film was cancelled; nothing was written.</source>
        <translation>동영상을 취소했습니다. 아무것도 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>Saved to {file}: {frames} frames, {seconds:.1f} s, {size}.</source>
        <translation>{file}에 저장했습니다: {frames}프레임, {seconds:.1f}초, {size}.</translation>
    </message>
    <message>
        <source>Export film</source>
        <translation>동영상 내보내기</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Look at another frame of the film</source>
        <translation>동영상의 다른 프레임을 봅니다</translation>
    </message>
    <message>
        <source>Choose a file; the film is made while the window stays usable</source>
        <translation>파일을 고릅니다. 동영상을 만드는 동안에도 창을 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Choose another place.</source>
        <translation>{folder} 폴더가 없습니다. 다른 곳을 고르세요.</translation>
    </message>
    <message>
        <source>{frames} frames of {width} × {height} pixels: {moving:.1f} s, then the last one stays for {hold:g} s.</source>
        <translation>{width} × {height}픽셀 {frames}프레임: {moving:.1f}초, 그다음 마지막 프레임이 {hold:g}초 동안 머뭅니다.</translation>
    </message>
    <message>
        <source>Frame {number} of {frames}, step {step}</source>
        <translation>{frames}프레임 중 {number}, 스텝 {step}</translation>
    </message>
    <message>
        <source>GIF (*.gif)</source>
        <translation>GIF (*.gif)</translation>
    </message>
    <message>
        <source>Animated PNG (*.png *.apng)</source>
        <translation>움직이는 PNG (*.png *.apng)</translation>
    </message>
    <message>
        <source>MP4 video (*.mp4)</source>
        <translation>MP4 동영상 (*.mp4)</translation>
    </message>
    <message>
        <source>A film goes from one step to a later one, between 0 and {reached:,}: choose others.</source>
        <translation>동영상은 한 스텝에서 그보다 뒤의 스텝까지 이어지며, 0과 {reached:,} 사이여야 합니다. 다른 스텝을 고르세요.</translation>
    </message>
    <message>
        <source>Every how many steps there is a frame is a whole number from 1 on.</source>
        <translation>프레임 사이의 스텝 수는 1 이상의 정수여야 합니다.</translation>
    </message>
    <message>
        <source>That would be {frames:,} frames; a film has {most:,} at most. Take a frame every {every:,} steps, or a shorter way.</source>
        <translation>{frames:,}프레임이 됩니다. 동영상은 {most:,}프레임까지입니다. {every:,}스텝마다 한 프레임을 고르거나 구간을 줄이세요.</translation>
    </message>
    <message>
        <source>{rate} frames per second is not possible here: choose 1 to {most}.</source>
        <translation>여기서는 초당 {rate}프레임으로 만들 수 없습니다. 1~{most}에서 고르세요.</translation>
    </message>
    <message>
        <source>The sides of a film are {least} to {most} pixels long: choose another size.</source>
        <translation>동영상의 가로와 세로는 {least}~{most}픽셀입니다. 다른 크기를 고르세요.</translation>
    </message>
    <message>
        <source>A film has 3840 × 2160 pixels at most: choose a smaller size.</source>
        <translation>동영상은 3840 × 2160픽셀까지입니다. 더 작은 크기를 고르세요.</translation>
    </message>
    <message>
        <source>The last frame stays for {most:g} seconds at most.</source>
        <translation>마지막 프레임은 {most:g}초까지 머물 수 있습니다.</translation>
    </message>
    <message>
        <source>The film could not be drawn: {error}. Nothing was written.</source>
        <translation>동영상을 그릴 수 없었습니다: {error}. 아무것도 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>The film could not be written: {error}. Try another kind.</source>
        <translation>동영상을 쓸 수 없었습니다: {error}. 다른 종류로 해 보세요.</translation>
    </message>
    <message>
        <source>The film cannot be written to {file}: {reason}. Choose another place.</source>
        <translation>동영상을 {file}에 쓸 수 없습니다: {reason}. 다른 곳을 고르세요.</translation>
    </message>
    <message>
        <source>Progress of the film</source>
        <translation>동영상 진행 상황</translation>
    </message>
    <message>
        <source>How many frames are drawn and written</source>
        <translation>그리고 쓴 프레임 수</translation>
    </message>
    <message>
        <source>Make no film; nothing is written</source>
        <translation>동영상을 만들지 않습니다. 아무것도 저장되지 않습니다</translation>
    </message>
    <message>
        <source>Cancel the film</source>
        <translation>동영상 취소</translation>
    </message>
    <message>
        <source>Drawing {file}: frame {drawn} of {frames}</source>
        <translation>{file} 그리는 중: {frames}프레임 중 {drawn}</translation>
    </message>
    <message>
        <source>Writing {file}: frame {written} of {frames}</source>
        <translation>{file} 쓰는 중: {frames}프레임 중 {written}</translation>
    </message>
    <message>
        <source>MP4 needs one more package. Install it with  pip install &quot;descent-lab[video]&quot;  or choose GIF.</source>
        <translation>MP4에는 패키지가 하나 더 필요합니다.  pip install &quot;descent-lab[video]&quot;  로 설치하거나 GIF를 고르세요.</translation>
    </message>
    <message>
        <source>There are no numbers to export: no run takes part.</source>
        <translation>내보낼 수치가 없습니다. 참여하는 실행이 없습니다.</translation>
    </message>
    <message>
        <source>Saved to {file}; what the columns mean is in {header}.</source>
        <translation>{file}에 저장했습니다. 열의 뜻은 {header}에 있습니다.</translation>
    </message>
    <message>
        <source>Export numbers</source>
        <translation>수치 내보내기</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>첫 스텝</translation>
    </message>
    <message>
        <source>The first step that is written; 0 is the start</source>
        <translation>쓸 첫 스텝. 0은 시작점입니다</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>마지막 스텝</translation>
    </message>
    <message>
        <source>The last step that is written</source>
        <translation>쓸 마지막 스텝</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>간격</translation>
    </message>
    <message>
        <source>1 writes each step, 10 every tenth</source>
        <translation>1이면 모든 스텝, 10이면 열 스텝마다 씁니다</translation>
    </message>
    <message>
        <source>{file} is there already and would be overwritten by what the columns mean. Choose another name.</source>
        <translation>{file} 파일이 이미 있어 열의 뜻을 적은 파일이 덮어쓰게 됩니다. 다른 이름을 고르십시오.</translation>
    </message>
    <message>
        <source>&amp;CSV</source>
        <translation>&amp;CSV</translation>
    </message>
    <message>
        <source>One table for all runs, for spreadsheets, pandas and R</source>
        <translation>모든 실행을 담은 표 하나. 스프레드시트, pandas, R에서 읽습니다</translation>
    </message>
    <message>
        <source>N&amp;PZ</source>
        <translation>N&amp;PZ</translation>
    </message>
    <message>
        <source>Arrays of each run, for NumPy</source>
        <translation>실행마다의 배열. NumPy에서 읽습니다</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>The runs that are written; Space ticks one, or not</source>
        <translation>쓸 실행. Space 키로 고르거나 뺍니다</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;First step</source>
        <translation>첫 스텝(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Last step</source>
        <translation>마지막 스텝(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Every</source>
        <translation>간격(&amp;E)</translation>
    </message>
    <message>
        <source>A row for every run and step, with both components of every term. What the columns mean is written beside it.</source>
        <translation>실행과 스텝마다 한 행에 모든 항의 두 성분을 담습니다. 열의 뜻은 옆 파일에 적습니다.</translation>
    </message>
    <message>
        <source>A row for every run and step, with the norm of every term. What the columns mean is written beside it.</source>
        <translation>실행과 스텝마다 한 행에 모든 항의 노름을 담습니다. 열의 뜻은 옆 파일에 적습니다.</translation>
    </message>
    <message>
        <source>An array for every term of every run. What they mean is written beside it, and inside.</source>
        <translation>실행마다 항 하나에 배열 하나를 담습니다. 배열의 뜻은 옆 파일과 파일 안에 적습니다.</translation>
    </message>
    <message>
        <source>All parameters and terms of every step, as whole arrays. What they mean is written beside it, and inside.</source>
        <translation>모든 스텝의 모든 매개변수와 항을 배열 그대로 담습니다. 배열의 뜻은 옆 파일과 파일 안에 적습니다.</translation>
    </message>
    <message>
        <source>{rows:,} rows, about {size}</source>
        <translation>{rows:,}행, 약 {size}</translation>
    </message>
    <message>
        <source>{rows:,} rows, {size}</source>
        <translation>{rows:,}행, {size}</translation>
    </message>
    <message>
        <source>Choose a place and write the file</source>
        <translation>저장할 곳을 골라 파일을 씁니다</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npz)</source>
        <translation>NumPy 배열 (*.npz)</translation>
    </message>
    <message>
        <source>The numbers could not be written: {error}.</source>
        <translation>수치를 쓸 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>Writing {file} …</source>
        <translation>{file} 쓰는 중…</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>내보내기의 진행 상황</translation>
    </message>
    <message>
        <source>Stop, and leave no file behind</source>
        <translation>멈추고 파일을 남기지 않습니다</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>A picture shows at least one part, and none twice.</source>
        <translation>그림에는 적어도 한 부분이 있어야 하고, 같은 부분이 두 번 들어갈 수 없습니다.</translation>
    </message>
    <message>
        <source>A picture can be {least} to {most:,} pixels wide, not {width:,}.</source>
        <translation>그림의 너비는 {least}~{most:,}픽셀이어야 하며 {width:,}픽셀은 안 됩니다.</translation>
    </message>
    <message>
        <source>{width:,} × {height:,} pixels are too many for one picture. Choose a smaller width or fewer steps.</source>
        <translation>{width:,} × {height:,}픽셀은 그림 하나에 너무 큽니다. 너비나 스텝 수를 줄이세요.</translation>
    </message>
    <message>
        <source>A picture can have {least} to {most:,} dots per inch.</source>
        <translation>그림의 해상도는 {least}~{most:,} dpi여야 합니다.</translation>
    </message>
    <message>
        <source>The width has to be a number of centimetres above 0.</source>
        <translation>너비는 0보다 큰 센티미터 값이어야 합니다.</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>시드 {seed}</translation>
    </message>
    <message>
        <source>from step {step}: {values}</source>
        <translation>{step}스텝부터 {values}</translation>
    </message>
    <message>
        <source>{values}, changed {count} times, last at step {step}</source>
        <translation>{values}, {count}번 바뀜, 마지막은 {step}스텝</translation>
    </message>
    <message>
        <source>start {place}</source>
        <translation>시작점 {place}</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>이미지 {count}장</translation>
    </message>
    <message>
        <source>initial weights {init}</source>
        <translation>시작 가중치 {init}</translation>
    </message>
    <message>
        <source>{switch}: on</source>
        <translation>{switch}: 켬</translation>
    </message>
    <message>
        <source>{switch}: off</source>
        <translation>{switch}: 끔</translation>
    </message>
    <message>
        <source>{count} pictures side by side have to be at least {least:,} pixels wide.</source>
        <translation>그림 {count}장을 나란히 놓으려면 너비가 적어도 {least:,}픽셀이어야 합니다.</translation>
    </message>
    <message>
        <source>A filmstrip needs at least 1 step between its pictures.</source>
        <translation>필름 띠의 그림 사이에는 적어도 1스텝이 있어야 합니다.</translation>
    </message>
    <message>
        <source>That would be {count:,} pictures; a strip has at most {most}. Take every {least:,} steps or more.</source>
        <translation>그림이 {count:,}장이 됩니다. 띠에는 많아야 {most}장이 들어갑니다. 간격을 {least:,}스텝 이상으로 하세요.</translation>
    </message>
    <message>
        <source>A strip needs at least one step to show.</source>
        <translation>띠에는 보여 줄 스텝이 적어도 하나 있어야 합니다.</translation>
    </message>
    <message>
        <source>{count:,} pictures are too many for one strip; it has at most {most}.</source>
        <translation>그림 {count:,}장은 띠 하나에 너무 많습니다. 많아야 {most}장입니다.</translation>
    </message>
    <message>
        <source>canvas</source>
        <translation>캔버스</translation>
    </message>
    <message>
        <source>A strip shows {names} or {last}; the step inspector has a picture of its own.</source>
        <translation>띠에는 {names}, {last}가 들어갑니다. 스텝 검사기는 따로 그림으로 만드세요.</translation>
    </message>
    <message>
        <source>All runs begin anew. Branches: {branches} gone. Changes in mid-run: {changes} gone, the last settings hold from the start.</source>
        <translation>모든 실행이 처음부터 다시 시작합니다. 분기 {branches}개와 도중 변경 {changes}번이 사라졌고, 마지막 설정이 처음부터 적용됩니다.</translation>
    </message>
    <message>
        <source>A function shows its landscape itself; the loss over a plane is for networks</source>
        <translation>함수에서는 지형 자체가 보입니다. 평면 위의 손실은 신경망에서만 볼 수 있습니다</translation>
    </message>
    <message>
        <source>This could not be computed: {error}.</source>
        <translation>구하지 못했습니다: {error}.</translation>
    </message>
    <message>
        <source>This kind of problem has no such plot; leave it out of --parts.</source>
        <translation>이 종류의 문제에는 그런 그래프가 없습니다. --parts에서 빼십시오.</translation>
    </message>
    <message>
        <source>{rank}st</source>
        <translation>{rank}위</translation>
    </message>
    <message>
        <source>{rank}nd</source>
        <translation>{rank}위</translation>
    </message>
    <message>
        <source>{rank}rd</source>
        <translation>{rank}위</translation>
    </message>
    <message>
        <source>{rank}th</source>
        <translation>{rank}위</translation>
    </message>
    <message>
        <source>No run has arrived by step {step}.</source>
        <translation>{step}스텝까지 도착한 실행이 없습니다.</translation>
    </message>
    <message>
        <source>{name} diverged.</source>
        <translation>{name}: 발산했습니다.</translation>
    </message>
    <message>
        <source>{names} diverged.</source>
        <translation>{names}: 발산했습니다.</translation>
    </message>
    <message>
        <source>{name} has not settled.</source>
        <translation>{name}: 아직 결승선 아래에 머물지 못했습니다.</translation>
    </message>
    <message>
        <source>{names} have not settled.</source>
        <translation>{names}: 아직 결승선 아래에 머물지 못했습니다.</translation>
    </message>
    <message>
        <source>{names} arrived first, at step {step}</source>
        <translation>1위 도착: {names}, {step}스텝</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>그 밖 {count}개</translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation>{names}, {last}</translation>
    </message>
    <message>
        <source>Cross-hair; Shift: ten</source>
        <translation>십자선, Shift는 열 스텝</translation>
    </message>
    <message>
        <source>Hide cross-hair, or loss</source>
        <translation>십자선이나 손실 숨기기</translation>
    </message>
    <message>
        <source>Bowls</source>
        <translation>그릇</translation>
    </message>
    <message>
        <source>Valleys</source>
        <translation>골짜기</translation>
    </message>
    <message>
        <source>Many minima</source>
        <translation>최솟값이 여럿</translation>
    </message>
    <message>
        <source>Saddles and plateaus</source>
        <translation>안장과 고원</translation>
    </message>
    <message>
        <source>Training images, of which there are {count}, go through a network with layers of {sizes}.</source>
        <translation>훈련 이미지 {count}장이 {sizes} 크기의 층으로 된 신경망을 지나갑니다.</translation>
    </message>
    <message>
        <source>PgDn</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>Scenes of the lesson</source>
        <translation>레슨의 장면들</translation>
    </message>
    <message>
        <source>Scene {number}: {title}</source>
        <translation>장면 {number}: {title}</translation>
    </message>
    <message>
        <source>No run is switched on. Switch one on in the panel, or click one in the legend</source>
        <translation>켜진 실행이 없습니다. 패널에서 켜거나 범례에서 하나를 클릭하세요</translation>
    </message>
    <message>
        <source>No run is switched on.</source>
        <translation>켜진 실행이 없습니다.</translation>
    </message>
    <message>
        <source>{name} at step {step}</source>
        <translation>{name} {step}스텝</translation>
    </message>
    <message>
        <source>Arrived: {runs}.</source>
        <translation>도착: {runs}.</translation>
    </message>
    <message>
        <source>{name} has come to step {step}.</source>
        <translation>{name}: {step}스텝까지 왔습니다.</translation>
    </message>
    <message>
        <source>Looking at step {step} of {last}.</source>
        <translation>{last}스텝 중 {step}스텝을 보는 중.</translation>
    </message>
    <message>
        <source>Step {step}.</source>
        <translation>{step}스텝.</translation>
    </message>
    <message>
        <source>All runs stand at {loss}.</source>
        <translation>모든 실행이 {loss}에 있습니다.</translation>
    </message>
    <message>
        <source>{name} leads with {loss}</source>
        <translation>선두 {name} {loss}</translation>
    </message>
    <message>
        <source>{name} stands at {loss}</source>
        <translation>{name} {loss}</translation>
    </message>
    <message>
        <source>{first}, then {others}.</source>
        <translation>{first}, 다음은 {others}.</translation>
    </message>
    <message>
        <source>Plots and views</source>
        <translation>그래프와 보기</translation>
    </message>
    <message>
        <source>open</source>
        <translation>열림</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>닫힘</translation>
    </message>
    <message>
        <source>All numbers: Export numbers in the menu File.</source>
        <translation>모든 수치는 파일 메뉴의 수치 내보내기에 있습니다.</translation>
    </message>
    <message>
        <source>There is nothing to see yet.</source>
        <translation>아직 볼 것이 없습니다.</translation>
    </message>
    <message>
        <source>Run the race</source>
        <translation>경주 시작</translation>
    </message>
    <message>
        <source>PgDn: the scene plays</source>
        <translation>PgDn: 장면 재생</translation>
    </message>
    <message>
        <source>Try a larger η for {name}</source>
        <translation>{name}의 η를 더 크게 해 보기</translation>
    </message>
    <message>
        <source>Why does {name} overshoot? Lesson {number}</source>
        <translation>{name}: 왜 최소점을 지나칠까요? 수업 {number}</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>In the order of a course. In a lesson PgDn goes on, and Esc leaves: what stood here comes back.</source>
        <translation>강의 순서입니다. 수업 중에는 PgDn으로 넘어가고 Esc로 나옵니다. 나오면 하던 것으로 돌아옵니다.</translation>
    </message>
    <message>
        <source>A run has arrived when it is at most this part of the start&apos;s f − f* above the lowest f, and stays there.</source>
        <translation>최저값 위로 남은 높이가 출발점 f − f*의 이 비율 이하가 되고 거기에 머물면 도착한 것입니다.</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>평소대로</translation>
    </message>
    <message>
        <source>Set the finish</source>
        <translation>결승선 정하기</translation>
    </message>
    <message>
        <source>neither a key nor a table nor a comment begins here</source>
        <translation>여기서 시작하는 것은 키도 표도 주석도 아닙니다</translation>
    </message>
    <message>
        <source>the line should end here</source>
        <translation>줄이 여기서 끝나야 합니다</translation>
    </message>
    <message>
        <source>the character {what} must not stand here</source>
        <translation>{what} 문자는 여기에 올 수 없습니다</translation>
    </message>
    <message>
        <source>the table {what} was declared before</source>
        <translation>{what} 표는 이미 있습니다</translation>
    </message>
    <message>
        <source>the key has a value already</source>
        <translation>키에 이미 값이 있습니다</translation>
    </message>
    <message>
        <source>the “]” after the name of the table is missing</source>
        <translation>표 이름 뒤에 “]”가 없습니다</translation>
    </message>
    <message>
        <source>the “]]” after the name of the table is missing</source>
        <translation>표 이름 뒤에 “]]”가 없습니다</translation>
    </message>
    <message>
        <source>the table {what} is complete already</source>
        <translation>{what} 표는 이미 완결되었습니다</translation>
    </message>
    <message>
        <source>the “=” after the key is missing</source>
        <translation>키 뒤에 “=”가 없습니다</translation>
    </message>
    <message>
        <source>no key begins with this character</source>
        <translation>이 문자로 시작하는 키는 없습니다</translation>
    </message>
    <message>
        <source>the “]” of a list is missing</source>
        <translation>목록의 “]”가 없습니다</translation>
    </message>
    <message>
        <source>the closing brace of a table is missing</source>
        <translation>표를 닫는 중괄호가 없습니다</translation>
    </message>
    <message>
        <source>the key {what} is there twice</source>
        <translation>{what} 키가 두 번 있습니다</translation>
    </message>
    <message>
        <source>a “\” in a text must be doubled</source>
        <translation>글 안의 “\”는 두 번 써야 합니다</translation>
    </message>
    <message>
        <source>the number of a character in a text is not complete</source>
        <translation>글 안의 문자 번호가 다 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>a text has the number of a character that does not exist</source>
        <translation>글에 없는 문자의 번호가 있습니다</translation>
    </message>
    <message>
        <source>the quotation mark at the end of a text is missing</source>
        <translation>글 끝의 따옴표가 없습니다</translation>
    </message>
    <message>
        <source>there is no such date</source>
        <translation>그런 날짜는 없습니다</translation>
    </message>
    <message>
        <source>a value is missing, or is none</source>
        <translation>값이 없거나 값이 아닙니다</translation>
    </message>
    <message>
        <source>{distance} away</source>
        <translation>{distance} 떨어짐</translation>
    </message>
</context>
</TS>
