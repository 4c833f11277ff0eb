"""The connection of a page to its server in a test's hands: `new_app(keep=wire.keep)`."""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Wire:
    """What a page asks its server for, and what comes back, which is held where that is wanted."""

    def __init__(self):
        self.asked, self.is_held, self._held = [], False, []

    def keep(self, to_page) -> None:
        server = to_page.connect_to_server()

        def tell(message) -> None:
            self.asked.append((server, message))
            server.send(message)

        def give(message) -> None:
            self._held.append((to_page, message)) if self.is_held else to_page.send(message)

        to_page.on_message(tell)
        server.on_message(give)

    @property
    def ends(self) -> list[int]:
        """How the runs ended of which the answers are held."""
        held = [ForwardMsg.FromString(message) for _, message in self._held]
        return [message.script_finished for message in held if message.HasField("script_finished")]

    @property
    def told_last(self) -> list[str]:
        """The widgets whose values came with the last request."""
        _, message = self.asked[-1]
        return [state.id for state in BackMsg.FromString(message).rerun_script.widget_states.widgets]

    def give_back(self) -> None:
        self.is_held = False
        held, self._held = self._held, []
        for to_page, message in held:
            to_page.send(message)
