import { type Kin, Kinship, type KinshipFacts, noKin } from '../kinship/kinship.ts';
import { isSame, type Pointed, type Thing } from '../kinship/thing.ts';

/** How long something is pointed at before it counts, in milliseconds: a pointer that passes by lights nothing. */
const PATIENCE = 60;

/** What is pointed at in a playground, and what is lit up for it. */
export class PlaygroundPointing {
  /** What is to be lit; the same object until it changes. */
  kin: Kin = noKin;
  /** What is kept until another is chosen. */
  pinned: Thing | null = null;
  /** What is to be read out; nothing for a pointer that passes by. */
  says = '';

  #kinship: Kinship | null = null;
  #thing: Thing | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param facts what kin is found in, as they are now
   * @param changed called when what is lit has changed
   */
  constructor(
    private readonly facts: () => KinshipFacts,
    private readonly changed: () => void,
  ) {}

  point({ thing, how }: Pointed): void {
    clearTimeout(this.#timer);
    if (how === 'pin') return this.#pin(thing);
    if (this.pinned !== null) return;
    this.#timer = setTimeout(() => this.#show(thing, how === 'focus'), PATIENCE);
  }

  /** Looks again, after the facts have changed. */
  refresh(): void {
    if (this.#thing !== null && this.#kinship?.isOf(this.facts()) === false) this.#show(this.#thing, false);
  }

  /** Lets everything go: what it was found in is gone. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#kinship = null;
    this.pinned = null;
    this.#show(null, false);
  }

  #pin(thing: Thing | null): void {
    const again = thing !== null && this.pinned !== null && isSame(thing, this.pinned);
    if (this.pinned === null && thing === null) return this.#show(null, false);
    this.pinned = again ? null : thing;
    this.#show(this.pinned, true);
    if (this.pinned === null) this.says = 'Nothing is kept lit.';
    this.changed();
  }

  #show(thing: Thing | null, aloud: boolean): void {
    if (thing !== null && this.#thing !== null && isSame(thing, this.#thing) && this.#kinship?.isOf(this.facts()) === true && !aloud) return;
    const before = this.kin;
    this.#thing = thing;
    const kin = thing === null ? noKin : this.#kinOf(thing);
    // Most lines have none; that is nothing to tell.
    this.kin = thing?.kind === 'line' && kin.marks.size === 1 ? noKin : kin;
    this.says = aloud ? this.kin.says : '';
    if (this.kin !== before) this.changed();
  }

  #kinOf(thing: Thing): Kin {
    const facts = this.facts();
    if (this.#kinship?.isOf(facts) !== true) this.#kinship = new Kinship(facts);
    return this.#kinship.of(thing);
  }
}
