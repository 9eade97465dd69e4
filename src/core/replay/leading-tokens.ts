/** A code token, spelled, with the mass found for it so far. */
export interface TokenMass {
  readonly spelled: string;
  readonly mass: number;
}

/** Adds up the masses of code tokens and knows which of them lead. */
export class LeadingTokens {
  readonly #most: number;
  readonly #masses = new Map<string, number>();
  #mass = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Of all together. */
  get mass(): number {
    return this.#mass;
  }

  /** The mass of the last of the leading ones; 0 while there are fewer than asked for. */
  get least(): number {
    return this.#masses.size < this.#most ? 0 : (this.list()[this.#most - 1]?.mass ?? 0);
  }

  add(spelled: string, mass: number): void {
    this.#masses.set(spelled, (this.#masses.get(spelled) ?? 0) + mass);
    this.#mass += mass;
  }

  /** The leading ones, largest first, as many as asked for; of equals the one found first. */
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
   * Whether the token's place among the leading ones, or outside, would be the same wherever the `open` mass went. Mass
   * that goes to one token cannot go to another, so only those closer than that can change places.
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
