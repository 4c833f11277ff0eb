// What was edited: undo, redo, versions, and what Python has not answered yet.
//
// The drawing runs ahead of Python.  Every edit is told with a serial number; Python's answers say which number it
// has seen, in which session, and in which turn of it (a turn is a change of what Python shows).  So a word of
// Python that is older than the hand is known as such, and an edit that got lost on the way is told again.

export const MOST_UNDO = 100;
// Python hears of a hand where it rests so long (ms), and then not sooner again; the picture needs no word.
const REST = 120;
const PAUSE = 1000;
const IMPATIENCE = 1500;
const LOOKED_EVERY = 25;
// How long an address may take to come.
const ADDRESS = 400;
export const sameEntry = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// The edits of all drawings that were on this page.
const all = [];

const some = (is) => all.some((edits) => is(edits) && edits.drawing?.root.isConnected);

/** Whether Python is yet to answer what it was told of any drawing that stands there, or runs a script. */
const isAtWork = () =>
  some(({ unanswered }) => unanswered !== null) || document.querySelector('[data-test-script-state="running"]') !== null;

/** Whether Python has answered all that hands have done. */
export const isAtRest = () => !isAtWork() && !some(({ isUntold }) => isUntold);

/** What the page's address has under the keys of `address`: an empty text where there is none. */
const shownOf = (address) => {
  const shown = new URLSearchParams(location.search);
  return Object.fromEntries(Object.keys(address).map((key) => [key, shown.get(key) ?? ""]));
};

/** One drawing's edits.  An entry is what is drawn, such as { network: text, inputs: numbers }.  It outlives the
 *  drawing, which Streamlit takes away with the page, and in the tab's own storage it outlives a reload. */
export class Edits {
  constructor(key) {
    all.push(this);
    this.storageKey = `crease-edits-${key}`;
    this.undone = [];
    this.done = [];
    this.versions = {};
    this.version = "A";
    this.settled = null;
    this.draft = null;
    this.serial = Date.now();
    this.unanswered = null;
    this.isUntold = false;
    this.isTold = true;
    this.untoldSince = -Infinity;
    this.toldAt = -Infinity;
    this.changedAt = -Infinity;
    this.session = null;
    this.turn = -Infinity;
    this.drawing = null;
    this.timer = null;
    this.addressTimer = null;
    // The slider's drag that made the last edit.
    this.slide = undefined;
    // Where the keyboard is, and what is being typed there: a drawing that is mounted anew goes on with both.
    this.focused = null;
    this.typing = null;
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.storageKey)) ?? {};
      for (const name of ["undone", "done", "versions", "version", "settled"]) if (name in kept) this[name] = kept[name];
    } catch {
      // A browser without storage, or a text that somebody else left there: the edits start afresh.
    }
  }

  /** What is drawn: an edit under way, or the last settled one. */
  get entry() {
    return this.draft ?? this.settled;
  }

  /** Whether Python has yet to be told of something, or to answer it. */
  get isUnheard() {
    return this.isUntold || this.unanswered !== null;
  }

  /** `drawing` shows these edits from now on: `redraw()` is called after each change, `send(edit)` tells Python. */
  attach(drawing) {
    if (this.drawing === drawing) return;
    // The hand was on a drawing that is gone.
    if (this.draft) this.settle();
    this.drawing = drawing;
  }

  /** `drawing` is gone.  What its hand held is let go, unless another drawing has taken over. */
  detach(drawing) {
    if (this.drawing !== drawing) return;
    if (this.draft) this.settle();
    if (this.isUntold) this.tell();
    clearTimeout(this.timer);
    clearTimeout(this.addressTimer);
    this.timer = null;
    this.drawing = null;
  }

  /** Python's word: what it shows, the last edit that it has seen, its session and its turn in it, and the texts that
   *  stand in the address for it. */
  hear(entry, { seen, session, turn, address }) {
    const isSameSession = this.session === session;
    if (isSameSession && turn < this.turn) return;
    const isNewSession = this.session !== null && !isSameSession;
    this.session = session;
    this.turn = turn;
    if (isNewSession && this.settled) {
      // A server that was started anew knows no more than the address; the drawing knows what was done since.
      if (this.unanswered !== null || this.draft || !sameEntry(entry, this.settled)) this.tell();
      return;
    }
    if (this.unanswered !== null && seen < this.unanswered) {
      // A drawing that was mounted anew has nobody who waits for the answer.
      this.timer ??= setTimeout(() => this.tell(), 2 * IMPATIENCE);
      return;
    }
    this.unanswered = null;
    if (this.draft || this.isUntold) this.tellSoon();
    else if (!this.settled) {
      this.settled = entry;
      this.keep();
    } else if (!sameEntry(entry, this.settled)) this.follow(entry);
    this.expect(address);
  }

  /** Another control has changed what is shown: one edit, though a slider that is dragged says many values. */
  follow(entry) {
    const { slide } = document.body.dataset;
    if (slide === undefined || slide !== this.slide) {
      this.slide = slide;
      this.settle(entry, false);
      return;
    }
    this.settled = entry;
    this.keep();
    this.drawing?.redraw();
  }

  expect(address, before = shownOf(address)) {
    clearTimeout(this.addressTimer);
    this.addressTimer = setTimeout(() => this.mendAddress(address, before), ADDRESS);
  }

  /** See that the address is Python's.  Streamlit (1.67) sends none that it takes for known, and it takes for known what
   *  came with the request, even where another address was on its way to the browser at that moment. */
  mendAddress(address, before) {
    if (this.isUnheard || this.draft) return;
    // While a slider is dragged, and while a script runs, whose word on another address is yet to come.
    if (document.body.dataset.sliding !== undefined || !isAtRest()) {
      this.expect(address, before);
      return;
    }
    // One that is another since Python's word is of a control that was moved, of which Python is about to hear.
    if (sameEntry(before, address) || !sameEntry(shownOf(address), before)) return;
    const url = new URL(location.href);
    for (const [key, text] of Object.entries(address)) {
      if (text) url.searchParams.set(key, text);
      else url.searchParams.delete(key);
    }
    history.replaceState(history.state, "", url);
  }

  /** What the hand holds now.  Python hears of it where the hand rests, or once it is let go. */
  change(entry, isTold = true) {
    this.draft = entry;
    this.isTold = isTold;
    this.changedAt = performance.now();
    if (!this.isUntold) this.untoldSince = this.changedAt;
    this.isUntold = true;
    this.tellSoon();
    this.drawing?.redraw();
  }

  /** Make an entry, or the edit under way, the last one; the one before it can be gone back to. */
  settle(entry = this.draft, isTold = true) {
    this.draft = null;
    if (entry && !sameEntry(entry, this.settled)) {
      this.done = [...this.done, this.settled].slice(-MOST_UNDO);
      this.undone = [];
      this.settled = entry;
      if (isTold) this.tellSettled();
    } else if (this.isUnheard) this.tellSettled();
    this.keep();
    this.drawing?.redraw();
  }

  cancel() {
    if (!this.draft) return;
    this.draft = null;
    this.tellSettled();
    this.drawing?.redraw();
  }

  undo() {
    this.settle();
    this.walk(this.done, this.undone);
  }

  redo() {
    this.settle();
    this.walk(this.undone, this.done);
  }

  walk(from, to) {
    if (!from.length) return;
    to.push(this.settled);
    this.settled = from.pop();
    this.tellSettled();
    this.keep();
    this.drawing?.redraw();
  }

  /** Every version has an entry and a history of its own; one that was never used starts as a copy of the present one. */
  switchTo(version) {
    this.settle();
    const { settled, done, undone } = this;
    this.versions[this.version] = { settled, done, undone };
    this.version = version;
    Object.assign(this, this.versions[version] ?? { settled, done: [], undone: [] });
    this.tellSettled();
    this.keep();
    this.drawing?.redraw();
  }

  tellSettled() {
    this.isUntold = true;
    this.untoldSince = performance.now();
    this.tellSoon();
  }

  /** Python is told when it has answered: what is told sooner brings what the page's controls had before that answer, and
   *  Streamlit takes it for the visitor's word. */
  tellSoon() {
    const { draft, toldAt, changedAt, untoldSince } = this;
    if (!this.isUntold || (draft && !this.isTold)) return;
    const isBusy = isAtWork();
    const due = draft ? Math.max(changedAt + REST, toldAt + PAUSE) : untoldSince;
    const wait = Math.max(due, isBusy ? untoldSince + IMPATIENCE : due) - performance.now();
    if (wait <= 0) this.tell();
    else this.wait(() => this.tellSoon(), isBusy ? LOOKED_EVERY : wait);
  }

  tell() {
    this.isUntold = false;
    this.serial += 1;
    this.unanswered = this.serial;
    this.toldAt = performance.now();
    const { serial } = this;
    // What gets lost on the way is told again.
    this.wait(() => this.unanswered === serial && this.tell(), 2 * IMPATIENCE);
    this.drawing?.send({ ...this.entry, serial, done: this.draft === null });
  }

  /** One thing at a time is waited for. */
  wait(act, time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      act();
    }, time);
  }

  keep() {
    const { undone, done, versions, version, settled } = this;
    try {
      sessionStorage.setItem(this.storageKey, JSON.stringify({ undone, done, versions, version, settled }));
    } catch {
      // No storage, or none left: undo then lasts as long as the page.
    }
  }
}
