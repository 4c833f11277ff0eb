"""Whatever stands in a link, its page opens, says what it cannot use, and shows the default instead."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.runtime.state.query_params import parse_url_param

from components import address
from components.address import Choice, Choices, Number, Switch, Text
from components.shell.lessons import LESSONS
from scenes.guided import GUIDE
from scenes.xor import STEP

PAGES = [lesson.path.removeprefix("pages/").removesuffix(".py") for lesson in LESSONS]
# The scenes of a page, each with what its address says.
SCENES = [
    *((page, {}) for page in PAGES),
    *(("home", {"border": border}) for border in ("2 More layers", "3 The bend")),
    *(("activations", {"topic": topic}) for topic in ("2 A gate", "3 Softmax", "4 Table")),
    *(("xor", {"step": step}) for step in list(STEP.options.values())[1:]),
    *(("collapse", {"part": part}) for part in ("2 A patchwork", "3 In space")),
    ("training", {"scene": "2 Many starts"}),
    ("training", {"scene": "3 The way back"}),
    ("collapse", {"between": "true", "depth": "6"}),
    *(
        ("training", {"scene": "4 Pictures", "pictures_part": part})
        for part in ("The pictures", "What was learned", "The proof", "The pad")
    ),
    ("activations", {"curves": ["Leaky ReLU", "ELU", "CELU", "SELU", "Softplus", "Hard tanh"]}),
]
# Texts that no control but a text field can be, for what is empty, endless, foreign or no number.
REFUSED = [
    "nan", "-inf", "1e400", "10^400", "-1e99", "0x10", "2020-01-01", "9" * 3000, "true, false", "1_000",
    "XNOR or something", "<script>", "![](//a.b/c.png)", "\n# Hello", "../..", "💥",
]  # fmt: skip


@pytest.fixture
def declared(monkeypatch):
    """What the page that is opened next declares, and the keys of what it draws."""
    controls, drawn = {}, set()
    report, widgets = address.report_bad_link, {kind: kind._widget for kind in (address.Control, Text)}

    def note(*given) -> None:
        controls.clear()
        drawn.clear()
        controls.update({control.key: control for control in given})
        report(*given)

    def noted(kind):
        def widget(control) -> dict:
            drawn.add(control.key)
            return widgets[kind](control)

        return widget

    monkeypatch.setattr(address, "report_bad_link", note)
    for kind in widgets:
        monkeypatch.setattr(kind, "_widget", noted(kind))
    return controls, drawn


def notices(app) -> str:
    return " ".join(warning.value for warning in app.warning)


def values(app, keys) -> dict:
    return {key: app.session_state[key] for key in keys}


@pytest.mark.parametrize(("page", "query"), SCENES, ids=str)
def test_what_a_page_draws_it_declares(open_page, declared, page, query):
    controls, drawn = declared
    assert not open_page(page, **query).warning
    assert drawn <= controls.keys()


@pytest.mark.parametrize(("page", "query"), SCENES, ids=str)
@pytest.mark.parametrize(
    "texts",
    [[""], ["", ""], ["1", "2"], ["abc"], ["9" * 3000], ["2 A patchwork", "", "XOR"]],
    ids=lambda texts: ",".join(texts)[:16],
)
def test_a_hostile_link_gives_the_defaults_and_names_each_part_that_it_could_not_use(
    open_page, declared, page, query, texts
):
    controls, drawn = declared
    usual = open_page(page, **query)
    assert drawn or (page, query) == ("home", {})
    hostile = {key: texts for key in controls if key not in query}
    app = open_page(page, **query, **hostile)
    shown = " ".join(str(element.value) for kind in (app.markdown, app.caption, app.metric) for element in kind)
    assert not re.search(r"\bnan\b", shown, re.IGNORECASE)
    refused = {key: control for key, control in controls.items() if key in hostile and fault_of(control, texts)}
    assert {key for key in refused if f"`{key}" not in notices(app)} == set()
    plain = {key for key in drawn if key in refused and not isinstance(controls[key], Text)}
    assert values(app, plain) == values(usual, plain)


def test_no_two_pages_use_the_same_place_in_the_address_but_for_the_guide(open_page, declared):
    controls, _ = declared
    keys = []
    for page in PAGES:
        open_page(page)
        keys.append(controls.keys() - {control.key for control in GUIDE})
    for one, other in itertools.combinations(keys, 2):
        assert one.isdisjoint(other)


def fault_of(control, texts) -> str | None:
    try:
        control.usable(texts)
    except ValueError as error:
        return str(error)
    return None


@pytest.mark.parametrize("page", PAGES)
def test_every_declared_control_is_refused_what_it_cannot_be_in_a_sentence(open_page, declared, page):
    controls, _ = declared
    open_page(page)
    for control, text in itertools.product(controls.values(), REFUSED):
        fault = fault_of(control, [text])
        assert fault and fault.startswith(f"`{control.key} = ") and fault.endswith("."), (control, text, fault)
        assert "\n" not in fault
        assert len(fault) < 600


@pytest.mark.parametrize("page", PAGES)
def test_whatever_a_control_accepts_streamlit_reads_as_something_that_it_can_be(open_page, declared, page):
    controls, _ = declared
    open_page(page)

    @given(st.data())
    def holds(data) -> None:
        control = data.draw(st.sampled_from(sorted(controls.values(), key=lambda control: control.key)))
        texts = data.draw(st.lists(link_texts(control), min_size=1, max_size=2))
        if fault_of(control, texts):
            return
        (read, *more) = given_to_streamlit(control, control.usable(texts))
        match control:
            case Number():
                assert not more
                assert control.minimum <= read <= control.maximum
                assert isinstance(control.step, float) or read == int(read)
            case Switch():
                assert isinstance(read, bool)
            case Choice():
                assert read in control.options.values()
            case Choices():
                assert {read, *more} <= {*control.options.values(), ""}

    holds()


def link_texts(control):
    """Texts of a link: any at all, numbers as people write them, and what the control takes."""
    numbers = st.floats(-200, 200).map(lambda value: f"{value:.3g}".replace(".", ",").replace("-", "–"))
    names = getattr(control, "options", {"": ""}).values()
    return st.one_of(st.text(max_size=6), numbers, st.integers(-9, 99).map(str), st.sampled_from([*names, "True"]))


def given_to_streamlit(control, texts) -> list:
    kind = {Number: "double_array_value", Switch: "bool_value"}.get(type(control))
    if kind is None:
        return texts
    read = parse_url_param(texts, kind)
    return read if isinstance(read, list) else [read]


@pytest.mark.parametrize(
    ("page", "query", "words"),
    [
        ("xor", {"step": ""}, "`step` has no value. Step takes one of these: 1 Warm up, 2 Try XOR, "),
        ("activations", {"topic": ""}, "`topic` has no value. Topic takes one of these: 1 Curves, "),
        ("collapse", {"part": ""}, "`part` has no value. Part takes one of these: 1 One map, "),
        ("collapse", {"after": ""}, "`after` has no value. Show the grid after takes one of these: input, "),
        ("collapse", {"merged": ""}, "`merged` has no value. Steps of the merging takes one whole number from 0 to"),
        ("activations", {"x": ["1", "2"]}, "`x` is given 2 times. Probe x takes one number from −8 to 8."),
        ("activations", {"weight": "1_000"}, "`weight = 1_000` cannot be used: Weight w takes one number from"),
        ("collapse", {"stack_seed": "3.5"}, "`stack_seed = 3.5` cannot be used: Weights drawn from seed takes one"),
        ("network", {"net": ["2-1 relu 1 1 1", "1-1 relu 1 1"]}, "`net` is given 2 times."),
        ("network", {"net": "hello"}, "`net = hello` cannot be used: The network's text starts with “hello”;"),
        # What another stack or another network could be.
        ("collapse", {"merged": "15"}, "`merged = 15` cannot be used: Steps of the merging takes one whole number"),
        ("collapse", {"after": "layer 6"}, "`after = layer 6` cannot be used: Show the grid after takes one of"),
        ("network", {"neuron": "m₉"}, "`neuron = m₉` cannot be used: Neuron (or pick one) takes one of these: h₁,"),
        ("build", {"added": "30"}, "`added = 30` cannot be used: Add up the first takes one whole number from 0 to"),
    ],
    ids=str,
)  # fmt: skip
def test_the_notice_is_a_sentence_that_says_what_is_allowed(open_page, page, query, words):
    app = open_page(page, **query)
    assert words in notices(app)
    key = next(iter(query))
    assert app.session_state[key] == open_page(page).session_state[key] or key == "net"
    app.run()
    assert not app.exception


@pytest.mark.parametrize("text", ["0,5", "０．５", "+.5", "5e-1"])
def test_a_number_is_taken_for_what_it_means(open_page, text):
    app = open_page("activations", weight=text)
    assert not app.warning
    assert app.slider(key="weight").value == 0.5


@pytest.mark.parametrize("minus", "-−–‑﹣－")
def test_every_minus_sign_is_one(open_page, minus):
    app = open_page("activations", weight=f"{minus}0.5")
    assert not app.warning
    assert app.slider(key="weight").value == -0.5


def test_what_was_wrong_with_a_link_is_said_as_long_as_its_page_is_open(open_page):
    app = open_page("xor", step="")
    app.run()
    assert "`step`" in notices(app)
    app.switch_page("pages/home.py").run()
    assert not app.warning
    app.switch_page("pages/xor.py").run()
    assert not app.warning


def test_a_fault_takes_only_its_own_part_out_of_a_link(open_page):
    app = open_page("activations", weight="abc", bias="2", curves=["ReLU", "ELU"])
    assert app.slider(key="weight").value == 1
    assert app.slider(key="bias").value == 2
    assert app.multiselect(key="curves").value == ["relu", "elu"]


def test_a_text_that_cannot_be_used_stays_in_its_field_to_be_mended(open_page):
    app = open_page("network", net="2-1 relu 1 1 nan")
    assert app.text_input(key="net").value == "2-1 relu 1 1 nan"
    assert "nan" in app.error[0].value


def test_what_a_visitor_gave_is_no_markdown(open_page):
    app = open_page("network", net="![](//a.b/c.png)")
    assert "![](" not in notices(app).replace("`net = ![](//a.b/c.png)`", "")
    assert "![](" not in app.error[0].value
