"""A visitor without a browser: a websocket that speaks Streamlit's protocol as its page in the browser does.

It keeps what the browser keeps because the server's work depends on it: the elements on screen, the values of
their widgets, which are all sent along with every rerun, and the large messages that the server need not
repeat.
"""

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect

from harness.server import Server

PATIENCE = 120.0


@dataclass(frozen=True)
class Shown:
    """An element on screen, the fragment that drew it ("" for none) and the run in which it did."""

    element: Element
    fragment: str
    run: str


@dataclass
class Cached:
    """A large message, and how many runs had ended when it was last used."""

    message: ForwardMsg
    fragment: str
    used: int


@dataclass(frozen=True)
class Drawing:
    """A component on screen: its widget's id, the fragment that drew it ("" for none) and what Python told it."""

    id: str
    fragment: str
    data: Mapping


class Session:
    """A visitor of one page.  `page` is the name in the address, "" for the first page; `query` stands behind it.

    `server` has the address, as `url`.  `cookie` is sent along with the connection, as a header has it.
    """

    def __init__(self, server, page: str = "", query: Mapping[str, str] = MappingProxyType({}), cookie: str = ""):
        self.server, self._page, self._cookie = server, page, cookie
        self._page_hash = ""
        self._query = dict(query)
        self._elements: dict[tuple[int, ...], Shown] = {}
        self._values: dict[str, WidgetState] = {}
        self._cache: dict[str, Cached] = {}
        self._oldest = 0
        self._ended_runs = 0
        self._run = ""
        self._socket = None

    async def open(self) -> "Session":
        """Connect, and wait until the page's script has run for the first time."""
        url = f"{self.server.url.replace('http', 'ws', 1)}/_stcore/stream"
        # A busy server may answer late; only what it is asked for is waited for, and measured.
        self._socket = await connect(
            url,
            subprotocols=["streamlit"],
            additional_headers={"Cookie": self._cookie} if self._cookie else None,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )
        try:
            await self.ask(ClientState(page_name=self._page, query_string=urlencode(self._query)))
        except BaseException:
            await self.close()
            raise
        return self

    async def close(self) -> None:
        """Leave; nothing happens where it never came to a connection."""
        if self._socket:
            await self._socket.close()

    async def __aenter__(self) -> "Session":
        return await self.open()

    async def __aexit__(self, *_) -> None:
        await self.close()

    @property
    def query(self) -> dict[str, str]:
        """What the address says now: who opens it again sees the same."""
        return dict(self._query)

    def slider(self, label: str | None = None) -> Slider | None:
        """The slider of that name, or without a name the first one in the largest fragment."""
        main = self._main_fragment
        sliders = (shown for shown in self._sorted() if shown.element.WhichOneof("type") == "slider")
        wanted = (
            shown.element.slider
            for shown in sliders
            if (shown.fragment == main if label is None else shown.element.slider.label == label)
        )
        return next(wanted, None)

    @property
    def _main_fragment(self) -> str:
        """The fragment with the most elements: the page's instruments."""
        return Counter(shown.fragment for shown in self._sorted() if shown.fragment).most_common(1)[0][0]

    async def move(self, slider: Slider, value: float, *, whole_page: bool = False, waits: bool = True) -> None:
        """Put a slider to a value, and wait until its fragment, or the whole page, has run."""
        self._values[slider.id] = WidgetState(id=slider.id, double_array_value={"data": [value]})
        if slider.query_param_key:
            self._query[slider.query_param_key] = f"{value:g}"
        owner = next(shown.fragment for shown in self._elements.values() if shown.element.slider.id == slider.id)
        await (self.ask if waits else self.send)(self.state("" if whole_page else owner))

    async def go(self, page: str) -> None:
        """Go to another page as a click on its name does, and wait until it has run."""
        self._page = page
        state = ClientState(page_name=page, query_string=urlencode(self._query))
        # What the page that is left has in the address stays behind.
        self._query = {}
        await self.ask(state)

    def drawings(self) -> list[Drawing]:
        """The drawings on screen that a hand can move, from top to bottom: those that tell of their edits."""
        return [one for one in self.components() if "seen" in one.data]

    async def edit(self, drawing: Drawing, entry: Mapping, *, waits: bool = True) -> None:
        """Tell Python what a hand has made of a drawing, and wait until it has answered."""
        self._values[drawing.id] = WidgetState(id=drawing.id, json_value=json.dumps({"edit": entry}))
        await (self.ask if waits else self.send)(self.state(drawing.fragment))

    def components(self) -> list[Drawing]:
        """All components on screen that Python tells anything, from top to bottom."""
        found = []
        for shown in self._sorted():
            if shown.element.WhichOneof("type") == "bidi_component":
                body = shown.element.bidi_component
                data = json.loads(body.json or "null")
                if isinstance(data, dict):
                    found.append(Drawing(body.id, shown.fragment, data))
        return found

    def put(self, state: WidgetState) -> None:
        """Give a widget a value, which goes along with what is asked for next."""
        self._values[state.id] = state

    async def rerun(self) -> None:
        """Run the whole page again with every value as it is."""
        await self.ask(self.state(""))

    async def rerun_fragment(self, fragment: str) -> None:
        """Run one fragment again with every value as it is."""
        await self.ask(self.state(fragment))

    async def rerun_main_fragment(self) -> None:
        """Run the largest fragment again with every value as it is."""
        await self.rerun_fragment(self._main_fragment)

    def choices(self) -> list[tuple[str, str]]:
        """What a link to this page can set with one click: each segment and each switch, with its value."""
        found = []
        for shown in self._sorted():
            body = _body(shown.element)
            match shown.element.WhichOneof("type"):
                case "button_group" if body.query_param_key:
                    found += [(body.query_param_key, option.content) for option in body.options]
                case "checkbox" if body.query_param_key:
                    found.append((body.query_param_key, "true"))
        return found

    def _sorted(self) -> list[Shown]:
        """What is on screen, from top to bottom."""
        return [self._elements[path] for path in sorted(self._elements)]

    def state(self, fragment: str = "") -> ClientState:
        """What the browser asks for with a rerun of a fragment, or of the whole page."""
        widgets = [self._values[name] for name in self._widget_names() if name in self._values]
        return ClientState(
            query_string=urlencode(self._query),
            page_script_hash=self._page_hash,
            fragment_id=fragment,
            widget_states={"widgets": widgets},
            cached_message_hashes=list(self._cache),
        )

    def _widget_names(self) -> list[str]:
        bodies = (_body(shown.element) for shown in self._elements.values())
        return [body.id for body in bodies if hasattr(body, "id")]

    @property
    def repeats(self) -> dict[str, float]:
        """The fragments that the page wants run again and again, and after how many seconds each."""
        return {one.fragment: one.data["every"] / 1000 for one in self.components() if "every" in one.data}

    @property
    def elements(self) -> list[Element]:
        """What is on screen, from top to bottom."""
        return [shown.element for shown in self._sorted()]

    @property
    def fragments(self) -> list[str]:
        """The fragments on screen."""
        return sorted({shown.fragment for shown in self._elements.values() if shown.fragment})

    async def tell(self, message: bytes | str) -> None:
        """Send whatever it is, and wait for nothing."""
        await self._socket.send(message)

    async def ask(self, state: ClientState) -> None:
        """Ask for a rerun, and wait for its end; RuntimeError for an error on the page."""
        await self.send(state)
        async with asyncio.timeout(PATIENCE):
            while not self._ends(ForwardMsg.FromString(await self._socket.recv())):
                pass

    async def send(self, state: ClientState) -> None:
        """Ask for a rerun, and wait for nothing."""
        state.context_info.CopyFrom(
            ContextInfo(timezone="UTC", locale="en-US", url=f"{self.server.url}/{self._page}", color_scheme="light")
        )
        await self.tell(BackMsg(rerun_script=state).SerializeToString())

    def _ends(self, message: ForwardMsg) -> bool:
        """Take in a message, and say whether the run that was asked for has ended with it."""
        message = self._whole(message)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page_hash = message.new_session.page_script_hash
            self._run = message.metadata.run.script_run_id
        elif kind == "navigation":
            # A page that was asked for by its name has another one in the message above.
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = dict(parse_qsl(message.page_info_changed.query_string, keep_blank_values=True))
        elif kind == "delta":
            self._draw(message)
        elif kind == "page_not_found":
            raise RuntimeError(f"There is no page {self._page!r}.")
        elif kind == "script_finished":
            # A run that gave way to another one, which then follows, is no end.
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise RuntimeError("The script does not compile.")
            if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self._tidy(list(message.metadata.run.fragment_ids))
                return True
        return False

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself, where the server only names one that was sent before."""
        if message.WhichOneof("type") == "ref_hash":
            cached = self._cache[message.ref_hash]
            cached.used = self._ended_runs
            whole = ForwardMsg()
            whole.CopyFrom(cached.message)
            whole.metadata.CopyFrom(message.metadata)
            return whole
        if message.WhichOneof("type") == "new_session":
            self._oldest = message.new_session.config.max_cached_message_age
        if message.metadata.cacheable:
            self._cache.setdefault(message.hash, Cached(message, message.delta.fragment_id, self._ended_runs))
            self._cache[message.hash].used = self._ended_runs
        return message

    def _draw(self, message: ForwardMsg) -> None:
        path, delta = tuple(message.metadata.delta_path), message.delta
        if delta.WhichOneof("type") != "new_element":
            self._elements.pop(path, None)
            return
        element = delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(f"The page shows an error: {element.exception.message}")
        self._elements[path] = Shown(element, delta.fragment_id, self._run)
        state = value_of(element)
        if state and (state.id not in self._values or _body(element).set_value):
            self._values[state.id] = state

    def _tidy(self, fragments: list[str]) -> None:
        """Forget what the run that has ended did not draw again, and the messages that it no longer needs."""

        def belongs(fragment: str) -> bool:
            return not fragments or fragment in fragments

        self._elements = {
            path: shown
            for path, shown in self._elements.items()
            if shown.run == self._run or not belongs(shown.fragment)
        }
        self._ended_runs += 1
        self._cache = {
            name: cached
            for name, cached in self._cache.items()
            if not belongs(cached.fragment) or self._ended_runs - cached.used <= self._oldest
        }


def run(coroutine: Coroutine):
    """What a coroutine gives, from a thread of its own: Playwright keeps a loop running where it was started."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


async def scenes_of(server: Server, page: str) -> list[dict[str, str]]:
    """Links, as queries, that together show all of a page: each choice is taken once, where it first appears.

    Every one of them has been opened then, and run again.
    """
    queries, taken = [{}], set()
    # The list grows while it is gone through: a scene may have choices of its own.
    for query in queries:
        async with Session(server, page, query) as session:
            for name, value in session.choices():
                if (name, value) not in taken:
                    taken.add((name, value))
                    queries.append({**query, name: value})
            await session.rerun()
    return queries


def _body(element: Element):
    return getattr(element, element.WhichOneof("type"))


def value_of(element: Element) -> WidgetState | None:
    """What the browser takes for a widget's value: where it starts, or what the server has set it to."""
    widget = _body(element)
    is_set = getattr(widget, "set_value", False)
    match element.WhichOneof("type"):
        case "slider":
            return WidgetState(id=widget.id, double_array_value={"data": widget.value if is_set else widget.default})
        case "checkbox":
            return WidgetState(id=widget.id, bool_value=widget.value if is_set else widget.default)
        case "text_input":
            return WidgetState(id=widget.id, string_value=widget.value if is_set else widget.default)
        case "selectbox" if widget.options:
            return WidgetState(
                id=widget.id, string_value=widget.raw_value if is_set else widget.options[widget.default]
            )
        case "multiselect":
            names = widget.raw_values if is_set else [widget.options[place] for place in widget.default]
            return WidgetState(id=widget.id, string_array_value={"data": names})
        case "button_group":
            names = widget.raw_values if is_set else [widget.options[place].content for place in widget.default]
            return WidgetState(id=widget.id, string_array_value={"data": names})
    return None


def walk(slider: Slider) -> Iterator[float]:
    """The values that a key held down goes through: up to the end, down to the other one, and up again.

    All values of a round are different, so an answer that was kept from the value before is of no help.
    """
    count = round((slider.max - slider.min) / slider.step)
    start = round((slider.default[0] - slider.min) / slider.step)
    path = [*range(count), *range(count, 0, -1)]
    for place in itertools.islice(itertools.cycle(path), start + 1, None):
        yield round(slider.min + place * slider.step, 9)
