"""The race: one network, the same data and first weights, trained with an activation and without, and its film."""

import streamlit as st

from components.address import escaped
from core.numbers import number_text
from core.xor_proof import LINES
from scenes.training import UNANSWERED
from scenes.training.progress import run
from scenes.training.races import Finisher, Race
from scenes.training.replay import replay
from scenes.training.settings import chosen_races
from scenes.training.weights import gate_sentence, take_weights


def race(palette) -> None:
    controls, film = st.columns([1, 3.7], gap="medium")
    with controls:
        configs, faults = chosen_races()
    with film:
        for fault in faults:
            st.warning(escaped(fault), icon=":material/straighten:")
        result = run(configs)
        with st.container(key="race"):
            replay(result, palette)
        st.caption(
            "The loss says how far off the answers are; descent moves every weight a little to where it falls. "
            "An epoch is one pass over the data."
        )
        # The proof, and what the weights have become, say it as well.
        if UNANSWERED.value:
            return
        st.markdown(verdict(result))
        with st.container(horizontal=True, vertical_alignment="center"):
            take_weights(*result.finishers)
            if configs[0].data in ("xor", "xor_clouds"):
                st.page_link(
                    "pages/xor.py",
                    label="Why nobody finds a line for XOR: the proof",
                    icon=":material/arrow_forward:",
                    query_params={"step": "3 Why it fails", "line": str(len(LINES))},
                )


def verdict(result: Race) -> str:
    """What the race has shown, in words, with core's own numbers."""
    lines = [f"**{each.name}**: {each.ending}" for each in result.finishers if each.ending]
    lines += [
        f"**{each.name}** does not get all right: {' '.join(each.why)}" for each in result.finishers if each.why
    ]
    lines += [f"**{each.name}**: {said}" for each in result.finishers if (said := gate_sentence(each))]
    return "  \n".join((*lines, limit_sentence(result.finishers[0], result)))


def limit_sentence(identity: Finisher, result: Race) -> str:
    """What no training without an activation can do better."""
    if identity.n_right == len(result.data.train):
        return "For these data one line is enough, so the identity does as well. Others show the difference."
    if result.least == 0:
        return "A line parts these classes, so the identity comes as near to 0 as one likes, if it is given the time."
    end, least = (number_text(loss, 4) for loss in (identity.train_loss, result.least))
    of_four = ", or more than 3 of the 4 right" if identity.config.data == "xor" else ""
    outlook = "that loss is as good as it gets" if end == least else "it may come nearer"
    return (
        f"Without an activation the loss ends at **{end}**. All layers together are one affine map, and none gets "
        f"below **{least}** on these points{of_four}: {outlook}."
    )
