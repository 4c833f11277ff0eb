// Streamlit takes a page change in two or three steps, and pushes each as an entry of its own: the old page
// without its values, the new page, the new page with its values.  Going back would then stop at a page
// that has lost everything.  Whatever is pushed before the page has run to its end, and before the visitor does
// anything on it, belongs to that change.

function pathOf(url) {
  return new URL(url ?? "", document.location.href).pathname;
}

function isScriptRunning() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";
}

export function mount() {
  if (window.creaseHistory) return;
  window.creaseHistory = true;
  const push = window.history.pushState.bind(window.history);
  let isChanging = false;
  let isEmptied = false;

  for (const gesture of ["pointerdown", "keydown", "wheel"]) {
    window.addEventListener(
      gesture,
      () => {
        isEmptied = false;
        if (!isScriptRunning()) isChanging = false;
      },
      { capture: true, passive: true },
    );
  }
  window.addEventListener("popstate", () => {
    isChanging = true;
  });

  window.history.pushState = (state, title, url) => {
    if (pathOf(url) !== document.location.pathname) {
      isChanging = true;
      // The entry on top is the old page without its values: the new page takes its place.
      if (isEmptied) window.history.replaceState(state, title, url);
      else push(state, title, url);
      isEmptied = false;
    } else if (isChanging) {
      window.history.replaceState(state, title, url);
    } else {
      isEmptied = Boolean(document.location.search) && !new URL(url, document.location.href).search;
      push(state, title, url);
    }
  };
}
