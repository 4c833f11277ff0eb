"""Inputs that nobody means well with: links, messages of components and widgets, and the protocol itself.

Each is drawn from a stream of random numbers of its own, so that one of ten thousand can be had again alone.
"""

import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.scenes import SCENES
from harness.session import Session

NUMBERS = (0, -1, 1, 0.5, -0.0, 2**31, -(2**63), 10**400, 1e308, -1e308, 5e-324, float("nan"), float("inf"), True)
TEXTS = (
    "",
    " ",
    "nan",
    "-inf",
    "1e999",
    "1_000",
    "1,000",
    "0x10",
    "٣",
    "½",
    "10^400",
    "--1",
    "1 2 3",
    "true",
    "None",
    "null",
    "[]",
    "{}",
    "\x00",
    "\ud800".encode("utf-8", "replace").decode(),
    "‮evil",
    "𝔸" * 50,
    "a" * 20_000,
    "9" * 5_000,
    "1 " * 5_000,
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "$\\frac{1}{0}$ :red[x] :material/home: `",
    "../../etc/passwd",
    "%00%ff",
    "'; drop table tries; --",
    "2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0",
    "2-2-1 relu nan inf 0 1 1 -1 identity 1 -2 1e400",
    "2-1000-1000-1 relu",
    "2-64-64-64-64-64-1 relu",
    "0-0 relu",
    "2-2-1 relu 1",
    "2-2-1 evil 1 1 0 1 1 -1 identity 1 -2 0",
    "-1--1 relu 1",
    "1e308 1e308 1e308",
    # A room's code by its form, and a secret's.
    "ACEFHJ",
    "acefhj",
    "0" * 32,
)
# What links may set besides the widgets that are on screen.
KEYS = ("net", "at", "stack", "patch", "single", "single_input", "tries", "creases_at", "curve", "guide", "answer")
KEYS += ("present", "room", "host", "data", "sizes", "seed", "epochs", "at_epoch", "scene", "part", "step", "x", "")
KEYS += ("lesson", "hide", "versions", "line", "merged", "slopes", "border", "border_net", "deep")


@dataclass(frozen=True)
class Input:
    """A hostile input: what kind it is, its words for a report, and how it is given to an open session.

    `is_cut` says that Streamlit closes the connection for it, as its protocol has it.
    """

    kind: str
    words: str
    give: Callable[[Session], Awaitable]
    is_cut: bool = False


def draw(rng: random.Random) -> tuple[str, dict[str, str], Callable[[Session], Input]]:
    """A page, its query, and how the input is made once that page is open and says what is on it."""
    scene = rng.choice(SCENES)
    if rng.random() < 0.25:
        query = {**scene.query, **_query(rng)}
        return scene.page, query, lambda session: Input("link", repr(query)[:300], lambda session: session.rerun())
    return (
        scene.page,
        dict(scene.query),
        lambda session: rng.choice((_component, _component, _widget, _protocol))(rng, session),
    )


def _query(rng: random.Random, keys: tuple[str, ...] = KEYS) -> dict[str, str]:
    return {rng.choice(keys): _text(rng) for _ in range(rng.choice((1, 1, 2, 3, 8)))}


def _text(rng: random.Random) -> str:
    text = rng.choice(TEXTS)
    if rng.random() < 0.3:
        place = rng.randrange(len(text) + 1)
        text = text[:place] + chr(rng.choice((rng.randrange(32, 127), rng.randrange(1, 0xD800)))) + text[place + 1 :]
    return text


def _tree(rng: random.Random, depth: int = 0):
    """Something that JSON, as Python reads it, can say."""
    kind = rng.random()
    if depth < 4 and kind < 0.2:
        return [_tree(rng, depth + 1) for _ in range(rng.choice((0, 1, 3, 40)))]
    if depth < 4 and kind < 0.4:
        return {_text(rng)[:40]: _tree(rng, depth + 1) for _ in range(rng.choice((0, 1, 3)))}
    return rng.choice((None, rng.choice(NUMBERS), rng.choice(NUMBERS), _text(rng)))


def _spoiled(rng: random.Random, value):
    """What a browser would send, with one or more of its parts replaced."""
    if isinstance(value, dict) and value and rng.random() < 0.9:
        return {key: _spoiled(rng, part) if rng.random() < 0.5 else part for key, part in value.items()}
    if isinstance(value, list) and value and rng.random() < 0.8:
        return [_spoiled(rng, part) if rng.random() < 0.4 else part for part in value]
    if isinstance(value, str) and value and rng.random() < 0.5:
        words = value.split(" ")
        words[rng.randrange(len(words))] = (
            str(rng.choice((*NUMBERS[:-1], *TEXTS[:20]))) if rng.random() < 0.99 else ""
        )
        return " ".join(words)
    return _tree(rng, 2)


def _json(value) -> str:
    return json.dumps(value)


def _component(rng: random.Random, session: Session) -> Input:
    bodies = [one.bidi_component for one in session.elements if one.WhichOneof("type") == "bidi_component"]
    body = rng.choice(bodies)
    data = json.loads(body.json or "null")
    entry = {"serial": rng.choice((1, 2**53, 2**70, rng.randrange(10**6))), "done": rng.random() < 0.7}
    if isinstance(data, dict):
        entry |= {name: data[name] for name in ("network", "inputs", "hinges", "after", "points") if name in data}
        entry |= data["entry"] if isinstance(data.get("entry"), dict) else {"entry": data.get("entry")}
    meant = rng.choice((entry, _spoiled(rng, entry), _spoiled(rng, entry), _tree(rng)))
    text = rng.choice(
        (_json({"edit": meant}), _json({"edit": meant}), _json({"edit": meant}), _json(meant), _text(rng))
    )
    state = WidgetState(id=body.id, json_value=text)
    if rng.random() < 0.25:
        events = [
            {"event": rng.choice(("edit", "reconnected", "ready", "asked", _text(rng)[:40])), "value": _tree(rng)}
        ]
        state = WidgetState(
            id=_make_trigger_id(body.id, "events"), json_trigger_value=_json(rng.choice((events, _tree(rng))))
        )
    return _with(session, rng, "component", [state], f"{body.component_name} {body.id[-20:]}: {text[:300]}")


def _widget(rng: random.Random, session: Session) -> Input:
    ids = [
        body.id for one in session.elements if hasattr(body := getattr(one, one.WhichOneof("type")), "id") and body.id
    ]
    states = []
    for _ in range(rng.choice((1, 1, 2, 20))):
        state = WidgetState(id=rng.choice((rng.choice(ids or [""]), rng.choice(ids or [""]), _text(rng)[:60])))
        match rng.randrange(9):
            case 0 | 1:
                numbers = [float(x) for x in NUMBERS if x != 10**400]
                state.double_array_value.data[:] = [
                    rng.choice(numbers) for _ in range(rng.choice((0, 1, 1, 1, 2, 50)))
                ]
            case 2:
                state.string_value = _text(rng)
            case 3:
                state.bool_value = rng.random() < 0.5
            case 4:
                state.int_value = rng.choice((0, -1, 2**62))
            case 5:
                state.string_array_value.data[:] = [_text(rng) for _ in range(rng.choice((0, 1, 1, 3, 30)))]
            case 6:
                state.json_value = _json(_tree(rng))
            case 7:
                state.trigger_value = True
            case 8:
                state.bytes_value = rng.randbytes(rng.choice((0, 10, 1000)))
        states.append(state)
    return _with(session, rng, "widget", states, " ".join(str(states)[:300].split()))


def _with(session: Session, rng: random.Random, kind: str, states: list[WidgetState], words: str) -> Input:
    """A rerun with these values in the place of the browser's own, of a fragment or of all."""
    fragment = rng.choice(("", *session.fragments))

    async def give(session: Session) -> None:
        state = session.state(fragment)
        ids = {one.id for one in states}
        kept = [one for one in state.widget_states.widgets if one.id not in ids]
        del state.widget_states.widgets[:]
        state.widget_states.widgets.extend([*kept, *states])
        await session.ask(state)

    return Input(kind, words, give)


def _protocol(rng: random.Random, session: Session) -> Input:
    whole = BackMsg(rerun_script=session.state()).SerializeToString()
    choice = rng.randrange(8)
    if choice == 0:
        cut = whole[: rng.randrange(1, len(whole))]
        return Input("protocol", f"cut off after {len(cut)}", lambda session: session.tell(cut), is_cut=True)
    if choice == 1:
        noise = rng.randbytes(rng.choice((1, 10, 1000, 100_000)))
        return Input("protocol", f"noise {noise[:20]!r}", lambda session: session.tell(noise), is_cut=True)
    if choice == 2:
        return Input("protocol", "a text", lambda session: session.tell(_text(rng)), is_cut=True)
    messages = {
        3: [BackMsg(stop_script=True)] * rng.choice((1, 5)),
        4: [BackMsg(rerun_script=session.state()), BackMsg(stop_script=True)] * rng.choice((1, 3)),
        5: [BackMsg(rerun_script=ClientState(fragment_id=_text(rng)[:50]))],
        6: [BackMsg(rerun_script=ClientState(query_string=_text(rng), page_script_hash=_text(rng)[:50]))],
        7: [
            rng.choice(
                (
                    BackMsg(set_run_on_save=True),
                    BackMsg(load_git_info=True),
                    BackMsg(app_heartbeat=True),
                    BackMsg(debug_shutdown_runtime=True),
                    BackMsg(debug_disconnect_websocket=True),
                    BackMsg(clear_cache=True),
                    BackMsg(),
                )
            )
        ],
    }[choice]
    burst = messages * rng.choice((1, 1, 1, 10))

    async def give(session: Session) -> None:
        for message in burst:
            await session.tell(message.SerializeToString())

    return Input("protocol", " ".join(str(messages[0])[:200].split()) + f" × {len(burst)}", give)
