// The steps of a page: the question, the place of its answer, what is revealed, and the way on.

import { listen, make, makeButton, setText } from "../hand/dom.js";
import { Drawn } from "../hand/drawn.js";
import { redrawAll } from "../hand/mount.js";
import { shownBy } from "../hand/shown.js";
import { clip, typedNumber } from "../twin/numbers.js";
import { leaveKeys, takeKeys } from "./keys.js";
import { Share } from "./share.js";
import { Sketch } from "./sketch.js";
import { Stage } from "./stage.js";

const KEPT = "crease-lesson";
const FACTS = "facts";
const EQUAL_WITHIN = 0.005;
// As in lessons/step.py.
const SLACK = 1e-9;
const EMPTY = { options: [], number: null, drawn: null, done: [], in_words: false, reveal: "", presses: 1, seen: [], first: "" };
const RELATIONS = {
  "<": (found, wanted) => found < wanted,
  "<=": (found, wanted) => found <= wanted,
  "=": (found, wanted) => Math.abs(found - wanted) <= EQUAL_WITHIN,
  ">=": (found, wanted) => found >= wanted,
  ">": (found, wanted) => found > wanted,
};

/** Whether a task is done on a page with these numbers: all of [fact, relation, wanted] have to hold. */
export const isDone = (clauses, facts) =>
  clauses.length > 0 && clauses.every(([fact, relation, wanted]) => fact in facts && RELATIONS[relation](facts[fact], wanted));

/** What is said of a number that was typed for another one; nothing of a right one. */
export function faultOf({ wanted, within, too_small, too_large }, typed) {
  if (Math.abs(typed - wanted) <= within + SLACK) return "";
  return typed < wanted ? too_small : too_large;
}

/** What the browser remembers of a lesson: what is solved and what was written and drawn, by lesson and step, and
 *  whether the guide is folded away. */
function keptFolding() {
  const nothing = { solved: {}, written: {}, lines: {}, folded: false };
  try {
    return { ...nothing, ...JSON.parse(localStorage.getItem(KEPT)) };
  } catch {
    return nothing;
  }
}

export class Guide extends Drawn {
  constructor(parent, edits) {
    super(parent, "guide", edits);
    this.kept = keptFolding();
    this.chosen = null;
    this.fold = makeButton("", () => this.keep({ folded: !this.kept.folded }), "way fold");
    this.place = make("span", "place");
    this.question = make("strong", "question");
    this.answers = make("div", "answers", { role: "group", "aria-label": "Answers" });
    this.said = make("div", "said", { role: "status" });
    this.back = makeButton("Back", () => this.go(this.at - 1), "way");
    this.shows = makeButton("", () => this.onwards(), "way");
    this.next = makeButton("Next", () => this.go(this.at + 1), "way next");
    const ask = make("div", "ask", {}, this.place, this.question);
    const ways = make("div", "ways");
    this.presents = makeButton("", () => this.present(!this.edits.entry.present), "way presents");
    this.presents.title = "Nothing but the step (P); the keys of a clicker go on, B blanks the screen";
    this.share = new Share((link) => this.trigger("share", link));
    // Where it fills the screen nothing else can be hit.
    listen(this.share.code, { click: () => this.edits.entry.present && this.turnShare() });
    this.shares = makeButton("Share", () => this.turnShare(), "way shares");
    this.leaves = makeButton("Leave this lesson", () => this.trigger("leave", 1), "way");
    ways.append(this.back, this.shows, this.next, this.leaves, this.fold, this.shares, this.presents);
    this.root.append(ask, ways, this.answers, this.said, this.share.box);
    this.stage = new Stage(this.root);
    this.follow(FACTS);
  }

  close() {
    this.lead(null);
    leaveKeys(this);
    this.stage.close();
    super.close();
  }

  update(data) {
    this.colour(data.palette);
    this.data = data;
    this.edits.hear(data.entry, data);
    this.share.hear(data.shared);
    this.stage.begin();
    this.redraw();
    takeKeys(this);
  }

  get at() {
    return clip(this.edits.entry.at, 0, this.data.steps.length);
  }

  /** Before the first step or after the last: where the next page is on its way, its question is there already. */
  get beyond() {
    const { at } = this.edits.entry;
    return at < 0 ? this.data.beyond[0] : at > this.data.steps.length ? this.data.beyond[1] : "";
  }

  /** At 0 none has begun: then there is the page's question. */
  get step() {
    const { data, at, beyond } = this;
    return (!beyond && data.steps[at - 1]) || { ...EMPTY, question: beyond || data.question };
  }

  /** Whether all presses towards the answer have been made. */
  get isRevealed() {
    return this.edits.entry.pressed >= this.step.presses;
  }

  get name() {
    return `${this.data.lesson} ${this.edits.entry.at}`;
  }

  keep(part) {
    Object.assign(this.kept, part);
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.kept));
    } catch {
      // A browser without storage forgets it with the page.
    }
    this.redraw();
  }

  /** Another step; before the first and after the last are those of other pages. */
  go(at) {
    this.edits.settle({ ...this.edits.entry, at, pressed: 0 });
    this.redraw();
  }

  /** So many presses towards the answer: all of them, unless it is said. */
  reveal(pressed = this.step.presses) {
    this.edits.settle({ ...this.edits.entry, at: this.at, pressed });
    this.redraw();
  }

  present(isOn) {
    this.keep({ folded: false });
    this.edits.settle({ ...this.edits.entry, present: Number(isOn) });
    this.redraw();
  }

  turnShare() {
    if (!this.share.close()) this.share.open();
    this.redraw();
  }

  /** While a step is under way, the page knows it, and what of it comes `first` on a phone; null for no step. */
  lead(first) {
    const { dataset } = document.documentElement;
    if (dataset.step === (first ?? undefined)) return;
    if (first === null) delete dataset.step;
    else dataset.step = first;
    // Some drawings leave the step its room.
    redrawAll();
  }

  blank() {
    document.documentElement.toggleAttribute("data-blank");
  }

  /** A clicker's keys, and P, B, Q and Esc.  Gives whether it was one of them. */
  press(key) {
    const isOn = this.edits.entry.present;
    const onwards = () => this.onwards();
    const backwards = () => this.backwards();
    const blank = () => this.blank();
    const acts = {
      p: () => this.present(!isOn),
      ...(isOn && {
        ArrowRight: onwards, PageDown: onwards, ArrowLeft: backwards, PageUp: backwards, " ": onwards, b: blank, ".": blank,
        q: () => this.turnShare(),
        Escape: () => this.present(false),
      }),
      ...(this.share.isOpen && { Escape: () => this.turnShare() }),
    };
    const act = acts[key];
    if (!act) return false;
    if (act !== blank) document.documentElement.removeAttribute("data-blank");
    act();
    return true;
  }

  /** The answer is a press of its own. */
  onwards() {
    const { step, data, at, edits } = this;
    if (step.reveal && !this.isRevealed) this.reveal(edits.entry.pressed + 1);
    else if (at < data.steps.length || data.after) this.go(at + 1);
  }

  backwards() {
    const { data, at, edits } = this;
    if (edits.entry.pressed) this.reveal(edits.entry.pressed - 1);
    else if (at || data.before) this.go(at - 1);
  }

  choose(place) {
    this.chosen = place;
    this.tell({ chosen: place });
    if (this.step.options[place].is_right) {
      this.solve();
      this.reveal();
    } else this.redraw();
  }

  /** The number that was typed. */
  guess() {
    const typed = typedNumber(this.field.value);
    if (typed !== null) this.tell({ guessed: typed });
    this.fault = typed === null ? "Write a number, as in 0.5." : faultOf(this.step.number, typed);
    if (this.fault) this.redraw();
    else {
      this.solve();
      this.reveal();
    }
  }

  /** The line that was drawn: it is kept, and what is right is laid over it. */
  judge() {
    const { sketch } = this;
    const far = sketch.furthest;
    this.fault = far ? "" : sketch.missing;
    if (far) {
      sketch.lay();
      this.keep({ lines: { ...this.kept.lines, [this.name]: sketch.line } });
      this.tell({ drawn: sketch.line });
    }
    if (far && sketch.isNear(far)) {
      this.solve();
      this.reveal();
    } else this.redraw();
  }

  /** In a room what is chosen and done is told. */
  tell(said) {
    if (this.data.listens) this.trigger("said", { at: this.at, ...said });
  }

  solve() {
    if (!this.kept.solved[this.name]) this.keep({ solved: { ...this.kept.solved, [this.name]: 1 } });
  }

  draw() {
    const { data, step, at, kept, root, edits } = this;
    const isPresented = Boolean(edits.entry.present);
    const isOpen = !kept.folded;
    const now = shownBy(FACTS);
    // The page may show the last step still.
    const done = now?.at === edits.entry.at && isDone(step.done, now.facts);
    const isAnswered = this.isRevealed || done;
    this.measureType();
    if (done || (step.in_words && this.isRevealed && kept.written[this.name])) this.solve();
    if (done && this.told !== this.name) {
      this.told = this.name;
      this.tell({ done: true });
    }
    this.stage.turn(isPresented);
    if (!this.beyond) this.stage.show(step.seen);
    document.documentElement.toggleAttribute("data-present", isPresented);
    this.lead(isOpen && at ? step.first : null);
    root.toggleAttribute("data-folded", kept.folded);
    root.toggleAttribute("data-new", !at);
    setText(this.place, at ? `${at} of ${data.steps.length}` : `${data.steps.length} step${data.steps.length > 1 ? "s" : ""}`);
    this.place.toggleAttribute("data-solved", Boolean(kept.solved[this.name]));
    setText(this.question, isOpen ? step.question : data.sentence);
    // A hall is asked anew, whatever has been drawn before.
    if (this.asked !== this.name || (step.drawn && this.asksHall !== isPresented)) this.ask(isPresented);
    this.sketch?.reveal(isAnswered);
    this.writeAnswers(isAnswered, done);
    this.writeWays(isAnswered);
    setText(this.fold, kept.folded ? "Guide me" : "Fold");
    this.fold.setAttribute("aria-expanded", isOpen);
    this.fold.hidden = isPresented;
    setText(this.presents, isPresented ? "Leave (Esc)" : "Present");
    this.said.hidden = !isOpen;
    this.place.hidden = !isOpen || Boolean(this.beyond);
    this.answers.hidden = !isOpen || !(step.options.length || step.number || step.drawn || step.in_words);
    root.toggleAttribute("data-presented", isPresented);
    root.toggleAttribute("data-draws", isOpen && Boolean(step.drawn));
    root.toggleAttribute("data-words", step.in_words);
    this.leaves.hidden = !data.own || isPresented;
    this.shares.setAttribute("aria-expanded", this.share.isOpen);
    if (!isOpen) this.back.hidden = this.next.hidden = this.shows.hidden = true;
    this.sketch?.draw(isPresented);
    root.toggleAttribute("data-unheard", edits.isUnheard);
    root.dataset.drawn = "";
  }

  /** What has been chosen, what is right, and what is said of it. */
  writeAnswers(isAnswered, done) {
    const { step, chosen } = this;
    step.options.forEach(({ is_right }, place) => {
      const button = this.answers.children[place];
      const isSaid = chosen === place || (isAnswered && is_right);
      button.toggleAttribute("data-right", isSaid && is_right);
      button.toggleAttribute("data-wrong", isSaid && !is_right);
      button.setAttribute("aria-pressed", chosen === place);
    });
    const [isNear = true, off = "", fault = ""] = this.sketch?.verdict ?? [];
    const wrong = step.options[chosen]?.says ?? this.fault;
    const isPrediction = step.options.length || step.number || step.drawn;
    const sign = step.in_words ? "Ours: " : !isNear ? "✗ " : done || isPrediction ? "✓ " : "";
    const said = (...parts) => sign + parts.filter(Boolean).join(" ");
    const unanswered = wrong ? `✗ ${wrong}` : off ? said(off, fault) : step.done.length ? "○ Not yet" : "";
    setText(this.said, isAnswered ? said(off, step.reveal) : unanswered);
    this.said.toggleAttribute("data-done", isAnswered);
  }

  writeWays(isAnswered) {
    const { data, step, at } = this;
    const isLast = at === data.steps.length;
    this.shows.hidden = isAnswered || !step.reveal;
    setText(this.shows, step.options.length || step.number || step.drawn || step.done.length ? "Answer" : step.in_words ? "Compare" : this.edits.entry.pressed ? "Go on" : "Show");
    this.back.hidden = !at && !data.before;
    setText(this.back, at ? "Back" : data.before);
    setText(this.next, isLast ? data.after : at ? "Next" : "Begin");
    this.next.hidden = isLast && !data.after;
    this.next.toggleAttribute("data-ready", !at || isAnswered);
  }

  /** The answers to choose from, or the place to write one, of another step. */
  ask(isPresented) {
    const { step, kept, name } = this;
    this.asked = name;
    this.asksHall = isPresented;
    this.sketch = null;
    this.chosen = null;
    this.fault = "";
    this.answers.replaceChildren(...step.options.map(({ text }, place) => makeButton(text, () => this.choose(place), "answer")));
    if (step.number) {
      this.field = make("input", "", { inputmode: "decimal", size: 12, "aria-label": "Your number" });
      listen(this.field, { keydown: ({ key }) => key === "Enter" && this.guess() });
      this.answers.append(this.field, makeButton("Check", () => this.guess(), "answer"));
    } else if (step.drawn) {
      this.sketch = new Sketch(step.drawn, isPresented ? null : kept.lines[name], {
        changed: () => {
          this.fault = "";
          this.redraw();
        },
        answer: () => this.judge(),
      });
      this.answers.append(this.sketch.box);
    } else if (step.in_words) {
      const field = make("textarea", "", { rows: 3, "aria-label": "Your sentence, kept in this browser alone", placeholder: "Because …" });
      field.value = kept.written[name] ?? "";
      listen(field, { input: () => this.keep({ written: { ...this.kept.written, [name]: field.value } }) });
      this.answers.append(field);
    }
  }
}
