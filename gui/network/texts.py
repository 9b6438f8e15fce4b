"""What the window says about a network and its data: pure functions of the problem."""

from core.experiment.snapshot import Snapshot
from core.number_text import megabytes, thousands
from core.problems.network import NetworkProblem
from core.text import tr


def data_text(problem: NetworkProblem) -> str:
    """How many images there are, and whether their content is the known one."""
    data = problem.dataset
    rows, columns = data.train_images.shape[1:]
    counts = tr("{train} training and {test} test images, {rows}×{columns}").format(
        train=thousands(problem.train_count), test=thousands(len(data.test_images)), rows=rows, columns=columns
    )
    if not data.source:
        return tr("{counts}, drawn by the program.").format(counts=counts)
    if data.verified:
        return tr("{counts}, verified.").format(counts=counts)
    return tr("{counts}. Unverified: not the known content.").format(counts=counts)


def memory_text(problem: NetworkProblem, kept_bytes: int, most_bytes: int) -> str:
    """Parameters, and memory: of one copy of them, of the data, and of what is kept to go back to."""
    parameters = problem.network.parameter_count
    return tr("{count} parameters ({size}). Data {data}, kept to go back {kept} of {most}.").format(
        count=thousands(parameters),
        size=megabytes(parameters * problem.dtype.itemsize),
        data=megabytes(problem.dataset.nbytes),
        kept=megabytes(kept_bytes),
        most=megabytes(most_bytes),
    )


def kept_bytes(snapshot: Snapshot) -> int:
    """What the checkpoints of all runs take."""
    return sum(run.kept_bytes for run in snapshot.runs)


def whole_data_note(problem: NetworkProblem, batch_size: int) -> str:
    """What a step of gd costs here, honestly."""
    return tr("One step looks at all {count} images: as much work as {batches} batches. The others wait for it.").format(
        count=thousands(problem.train_count), batches=thousands(max(1, round(problem.train_count / batch_size)))
    )
