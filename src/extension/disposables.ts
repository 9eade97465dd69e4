interface Disposable {
  dispose(): unknown;
}

/** Disposes its members with itself, the last one first. A member that is added later is disposed at once. */
export class DisposableList implements Disposable {
  #members: Disposable[] | undefined = [];

  add<Member extends Disposable>(member: Member): Member {
    if (this.#members === undefined) member.dispose();
    else this.#members.push(member);
    return member;
  }

  dispose(): void {
    const members = this.#members ?? [];
    this.#members = undefined;
    for (const member of members.reverse()) member.dispose();
  }
}
