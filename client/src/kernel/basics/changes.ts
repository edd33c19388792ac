type Listener = () => void

/** Tells whoever shows something that it has changed. Topics are feed names, or "acts", "exchange", "drafts". */
export class Changes {
  private readonly listeners = new Map<string, Set<Listener>>()

  on(topic: string, listener: Listener): () => void {
    const set = this.listeners.get(topic) ?? new Set()
    this.listeners.set(topic, set.add(listener))
    return () => set.delete(listener)
  }

  tell(topic: string): void {
    for (const listener of this.listeners.get(topic) ?? []) listener()
  }
}
