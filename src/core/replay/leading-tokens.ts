/** A code token, spelled, and the mass found for it so far. */
export interface TokenMass {
  readonly spelled: string;
  readonly mass: number;
}

/** Adds up the masses of code tokens, and knows the leading ones. */
export class LeadingTokens {
  readonly #most: number;
  readonly #masses = new Map<string, number>();
  #mass = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** The mass of all tokens together. */
  get mass(): number {
    return this.#mass;
  }

  /** The mass of the last of the leading tokens; 0 while there are fewer than wanted. */
  get least(): number {
    return this.#masses.size < this.#most ? 0 : (this.list()[this.#most - 1]?.mass ?? 0);
  }

  add(spelled: string, mass: number): void {
    this.#masses.set(spelled, (this.#masses.get(spelled) ?? 0) + mass);
    this.#mass += mass;
  }

  /** The leading tokens, the largest mass first; of equal ones, the one found first. */
  list(): TokenMass[] {
    const leading: TokenMass[] = [];
    for (const [spelled, mass] of this.#masses) {
      if (mass === 0 || (leading.length === this.#most && mass <= leading[this.#most - 1]!.mass)) continue;
      let place = leading.length;
      while (place > 0 && leading[place - 1]!.mass < mass) place--;
      leading.splice(place, 0, { spelled, mass });
      leading.length = Math.min(leading.length, this.#most);
    }
    return leading;
  }

  /**
   * Whether the token's rank among the leading ones, or its absence, can no longer change, wherever the `open` mass
   * goes. Mass goes to one token only, so only tokens whose masses differ by less than that can change places.
   */
  settled(spelled: string, open: number): boolean {
    const own = this.#masses.get(spelled) ?? 0;
    let above = 0;
    let near = own <= open;
    for (const [other, mass] of this.#masses) {
      if (mass > own + open) above++;
      else if (mass >= own - open && other !== spelled) near = true;
    }
    return above >= this.#most || !near;
  }
}
