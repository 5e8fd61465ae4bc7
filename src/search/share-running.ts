/** Whoever asks for what is being made already waits for the same: nobody gets what was begun before they asked, but for the very moment. */
export function shareRunning<Made>(): (key: string, make: () => Promise<Made>) => Promise<Made> {
  const running = new Map<string, Promise<Made>>();
  return (key, make) => {
    const known = running.get(key);
    if (known) return known;
    const made = make().finally(() => running.delete(key));
    running.set(key, made);
    return made;
  };
}
