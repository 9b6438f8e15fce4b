"""Every plot that a kind of problem has is found by its key."""

import pytest

from core.problems.kinds import KINDS
from gui.plots.registry import plot_spec
from gui.plots.run_plot import RunPlot

PLOTS = sorted({plot for kind in KINDS for plot in kind.plots})


@pytest.mark.parametrize("key", PLOTS)
def test_that_a_plot_is_found_by_its_key_and_is_made_once(key):
    assert plot_spec(key).key == key
    assert plot_spec(key) is plot_spec(key)


@pytest.mark.parametrize("key", PLOTS)
def test_that_a_plot_has_the_tools_that_its_spec_says(qtbot, key):
    spec = plot_spec(key)
    plot = RunPlot(spec)
    qtbot.addWidget(plot)
    plot.show()
    assert plot.view.accessibleName() == spec.name
    assert plot.tools.log.isVisible() is spec.has_log
    assert plot.tools.slider.isVisible() is plot.tools.value.isVisible() is spec.has_smoothing
    assert plot.tools.x_axis.isVisible() is spec.has_axis
    assert plot.legend.isHidden() is not spec.has_legend
