"""How a page of the app is seen to be idle and drawn, by selectors; a new drawing adds its lines."""

# For a context's init script.  What was asked for is under way before the page says so: before the server begins to
# answer, and until the last of its answer has been drawn.  `rerun_script` is field 11 of what is asked, and
# `script_finished` field 6 of what is answered; a run that gave way to another one is no end.
ASKING = """(() => {
  const [RERUN, FINISHED, GAVE_WAY] = [(11 << 3) | 2, 6, 2];
  let asked = 0;
  const hasFinished = (data) => {
    const bytes = new Uint8Array(data);
    let at = 0;
    const number = () => {
      let [value, scale, byte] = [0, 1, 128];
      for (; byte >= 128; scale *= 128) value += ((byte = bytes[at++]) & 127) * scale;
      return value;
    };
    while (at < bytes.length) {
      const tag = number();
      const value = number();
      if (tag >> 3 === FINISHED) return value !== GAVE_WAY;
      if ((tag & 7) === 2) at += value;
    }
    return false;
  };
  const end = (last) => last === asked && delete document.documentElement.dataset.asking;
  window.WebSocket = class extends window.WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener("close", () => end(asked));
      this.addEventListener("message", ({ data }) => {
        if (!(data instanceof ArrayBuffer) || !hasFinished(data)) return;
        const last = asked;
        requestAnimationFrame(() => end(last));
      });
    }
    send(data) {
      if (data[0] === RERUN) {
        asked += 1;
        document.documentElement.dataset.asking = "";
      }
      super.send(data);
    }
  };
})()"""
IDLE = (
    'html:not([data-asking]) [data-testid="stApp"][data-test-script-state="notRunning"]'
    '[data-test-connection-state="CONNECTED"]:not([data-catching-up])'
)
# What every page has, and what none has any more once it is drawn.
DRAWING = (
    ".js-plotly-plot .main-svg, .graph .handle, .sheet[data-drawn], .film[data-drawn], .pixels[data-drawn], "
    ".curves .axes text, .carried .letter[d], .whiteboard [role=gridcell], .board:has(.sum path), "
    ".proof[data-drawn], .st-key-all-gates table"
)
UNFINISHED = (
    '[data-testid="stSkeleton"]',
    '[data-stale="true"]',
    '[data-testid="stPlotlyChart"]:not(:has(.main-svg))',
    ".graph:not(:has(.handle))",
    ".sheet:not([data-drawn])",
    ".film:not([data-drawn])",
    ".pixels:not([data-drawn])",
    ".board:not(:has(.sum path))",
    ".pictures:not(:has(.caption:not(:empty)))",
    ".hall:not([data-drawn])",
    ".carried:not(:has(.letter[d]))",
    ".curves:not(:has(.axes text))",
    ".proof:not([data-drawn])",
    ".whiteboard:not(:has([role=gridcell]))",
)
