// When the connection comes back, Streamlit only goes on: a server that was started anew in between has never run
// this page, and drops what it is told of parts that it does not know.  So the page is run again, with all that was
// done in the meantime.  Until that run has ended Streamlit's own controls wait, as they do while there is no
// connection; drawings keep their edits themselves.
//
// A connection that Streamlit has given up for good leaves a page that answers nothing.  Its address has what it shows,
// so it is loaded again; not over and over, should it be given up at once.
let app = null;
let wasLost = false;
// The run that is on screen, and the one that was when the connection came back; null where nothing is waited for.
let run = null;
let stale = null;
// Milliseconds between two of such loads.
const SELDOM = 10_000;
const LOADED = "crease-loaded-again";
const isDrawing = (element) =>
  element.closest?.('[data-testid="stBidiComponentRegular"], [data-testid="stBidiComponentIsolated"]');

function hold(event) {
  if (stale === null || isDrawing(event.target)) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}

function wait(forRunAfter) {
  stale = forRunAfter;
  app.toggleAttribute("data-catching-up", stale !== null);
  app.style.cursor = stale === null ? "" : "progress";
}

function loadAgain() {
  if (Date.now() - Number(sessionStorage.getItem(LOADED)) < SELDOM) return;
  sessionStorage.setItem(LOADED, Date.now());
  location.reload();
}

function look(setTriggerValue) {
  if (app.dataset.testConnectionState === "DISCONNECTED_FOREVER") loadAgain();
  const isConnected = app.dataset.testConnectionState === "CONNECTED";
  const isRunning = app.dataset.testScriptState === "running";
  if (isConnected && wasLost) {
    wait(run);
    setTimeout(() => setTriggerValue("reconnected", Date.now()));
  } else if (isConnected && !isRunning && stale !== null && run !== stale) {
    // The very first run of a process may break off to tell Streamlit the pages; it is not counted.
    wait(null);
  }
  wasLost = !isConnected;
}

export function mount({ data, setTriggerValue }) {
  run = data.run;
  const found = document.querySelector('[data-testid="stApp"]');
  if (!found) return;
  if (!app) for (const type of ["keydown", "pointerdown", "mousedown", "click"]) window.addEventListener(type, hold, true);
  if (found !== app) {
    app = found;
    new MutationObserver(() => look(setTriggerValue)).observe(app, {
      attributeFilter: ["data-test-connection-state", "data-test-script-state"],
    });
  }
  look(setTriggerValue);
}
