// What was edited: undo, redo, slots, and what Python has not answered yet.

const MOST_UNDO = 100;
const PAUSE = 100;
const IMPATIENCE = 1500;
export const sameEntry = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** One drawing's edits.  An entry is what is drawn, such as { network: text, inputs: numbers }.  It outlives the drawing, which Streamlit
 *  takes away with the page, and in the tab's own storage it outlives a reload. */
export class Edits {
  constructor(key) {
    this.storageKey = `crease-edits-${key}`;
    this.undone = [];
    this.done = [];
    this.slots = {};
    this.slot = "A";
    this.settled = null;
    this.draft = null;
    this.serial = Date.now();
    this.unanswered = null;
    this.isUntold = false;
    this.toldAt = -Infinity;
    this.session = null;
    this.send = () => {};
    this.onChange = () => {};
    try {
      Object.assign(this, JSON.parse(sessionStorage.getItem(this.storageKey)));
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

  /** Python's word.  Older than what the hand has done since, it is only noted. */
  hear(entry, seen, session) {
    const isNewSession = this.session !== null && this.session !== session;
    this.session = session;
    if (this.unanswered !== null && seen < this.unanswered) {
      if (isNewSession) {
        this.isUntold = true;
        this.tell(this.draft === null);
      }
      return;
    }
    this.unanswered = null;
    if (this.draft) this.tellSoon();
    else if (!this.settled) this.settled = entry;
    else if (!sameEntry(entry, this.settled)) this.settle(entry, false);
  }

  change(entry) {
    this.draft = entry;
    this.isUntold = true;
    this.tellSoon();
    this.onChange();
  }

  /** Make an entry, or the edit under way, the last one; the one before it can be gone back to. */
  settle(entry = this.draft, isTold = true) {
    this.draft = null;
    if (!entry || sameEntry(entry, this.settled)) {
      if (this.isUntold || this.unanswered !== null) this.tell(true);
    } else {
      this.done = [...this.done, this.settled].slice(-MOST_UNDO);
      this.undone = [];
      this.settled = entry;
      if (isTold) this.tell(true);
    }
    this.keep();
    this.onChange();
  }

  cancel() {
    if (!this.draft) return;
    this.draft = null;
    this.tell(true);
    this.onChange();
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
    this.tell(true);
    this.keep();
    this.onChange();
  }

  /** Every slot has an entry and a history of its own; one that was never used starts as a copy of the present one. */
  switchTo(slot) {
    this.settle();
    const { settled, done, undone } = this;
    this.slots[this.slot] = { settled, done, undone };
    this.slot = slot;
    Object.assign(this, this.slots[slot] ?? { settled, done: [], undone: [] });
    this.tell(true);
    this.keep();
    this.onChange();
  }

  tellSoon() {
    clearTimeout(this.timer);
    const since = performance.now() - this.toldAt;
    // A slow server gets the next value when it has answered the last.
    const wait = this.unanswered === null ? PAUSE : IMPATIENCE;
    if (since >= wait) this.tell(false);
    else this.timer = setTimeout(() => this.tellSoon(), this.unanswered === null ? wait - since : 25);
  }

  tell(isDone) {
    clearTimeout(this.timer);
    if (!isDone && !this.isUntold) return;
    this.isUntold = false;
    this.serial += 1;
    this.unanswered = this.serial;
    this.toldAt = performance.now();
    this.send({ ...this.entry, serial: this.serial, done: isDone });
    // What got lost on the way is told again.
    if (isDone) this.timer = setTimeout(() => this.unanswered === this.serial && this.tell(true), 2 * IMPATIENCE);
  }

  keep() {
    const { undone, done, slots, slot, settled } = this;
    try {
      sessionStorage.setItem(this.storageKey, JSON.stringify({ undone, done, slots, slot, settled }));
    } catch {
      // No storage, or none left: undo then lasts as long as the page.
    }
  }
}
