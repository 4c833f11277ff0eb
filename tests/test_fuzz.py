"""A little of `make fuzz`: hostile inputs make no page fail and lose nobody."""

from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.fuzz import fuzz
from harness.server import Server
from harness.session import Session, run

COUNT = 40


def test_hostile_inputs_make_no_page_fail_and_lose_no_neighbour():
    with Server() as server:
        findings = run(fuzz(server, 3, range(COUNT), calm=0.5))
    assert findings.kinds.total() == COUNT
    assert {"component", "link", "protocol", "widget"} == {*findings.kinds}
    assert len(findings.beside_foes) > 1
    assert not findings.faults, "\n".join(findings.faults)


def test_an_activation_that_there_is_none_of_changes_nothing():
    async def forge(server):
        async with Session(server, "network") as session:
            before = session.drawings()[-1].data["network"]
            menus = [one.selectbox.id for one in session.elements if one.WhichOneof("type") == "selectbox"]
            menu = next(name for name in menus if name.endswith("activation-0"))
            state = session.state()
            state.widget_states.widgets.append(WidgetState(id=menu, string_value="evil"))
            await session.ask(state)
            assert session.drawings()[-1].data["network"] == before

    with Server() as server:
        run(forge(server))
