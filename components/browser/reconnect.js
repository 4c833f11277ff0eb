// When the connection comes back, Streamlit only goes on: a server that was started anew in between has never run
// this page, and would ignore every control.  So the page is run again, with all that was done in the meantime.
// Until that run has ended it would take back what a hand does to Streamlit's own controls, so they wait for it,
// as they do while there is no connection; drawings keep their edits themselves.
let app = null;

const isDrawing = (event) => event.target.closest?.('[data-testid="stBidiComponentRegular"], [data-testid="stBidiComponentIsolated"]');

function hold(event) {
  if (!("catchingUp" in app.dataset) || isDrawing(event)) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}

export default function ({ setTriggerValue }) {
  const found = document.querySelector('[data-testid="stApp"]');
  if (!found || found === app) return;
  app = found;
  let wasLost = false;
  let hasRun = false;
  new MutationObserver(() => {
    const isConnected = app.dataset.testConnectionState === "CONNECTED";
    const isRunning = app.dataset.testScriptState === "running";
    if (isConnected && wasLost) {
      app.dataset.catchingUp = "";
      app.style.cursor = "progress";
      hasRun = false;
      setTimeout(() => setTriggerValue("reconnected", Date.now()));
    } else if (isConnected && hasRun && !isRunning) {
      delete app.dataset.catchingUp;
      app.style.cursor = "";
    }
    wasLost = !isConnected;
    hasRun ||= isConnected && isRunning;
  }).observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
  for (const type of ["keydown", "pointerdown", "mousedown", "click"]) window.addEventListener(type, hold, true);
}
