// Streamlit takes a page change in two or three steps, and pushes each as an entry of its own: the old page
// without its values, the new page, the new page with its values.  Going back would then stop at a page
// that has lost everything.  Whatever is pushed within a moment of a page change belongs to that change.
const MOMENT = 1500;

function pathOf(url) {
  return new URL(url ?? "", document.location.href).pathname;
}

export default function () {
  if (window.creaseHistory) return;
  window.creaseHistory = true;
  const push = window.history.pushState.bind(window.history);
  let pageChanged = -Infinity;
  let emptied = -Infinity;

  window.addEventListener("popstate", () => {
    pageChanged = performance.now();
  });

  window.history.pushState = (state, title, url) => {
    const now = performance.now();
    const path = pathOf(url);
    if (path !== document.location.pathname) {
      pageChanged = now;
      if (now - emptied < MOMENT) {
        // The entry on top is the old page without its values: the new page takes its place.
        window.history.replaceState(state, title, url);
      } else {
        push(state, title, url);
      }
      emptied = -Infinity;
    } else if (now - pageChanged < MOMENT) {
      window.history.replaceState(state, title, url);
    } else {
      const search = new URL(url, document.location.href).search;
      if (document.location.search && !search) emptied = now;
      push(state, title, url);
    }
  };
}
