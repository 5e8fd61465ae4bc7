const INTERVAL_MS = 1_000;

/** Runs a slow step, and tells on one line how long it takes: counting on a terminal, in two plain lines elsewhere. */
export async function withProgress(label, run, out = process.stderr) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1_000);
  const terminal = out.isTTY === true && process.env.TERM !== 'dumb' && !process.env.NO_COLOR;
  const show = () => out.write(`\r${label} … ${seconds()} s`);
  if (terminal) show();
  else out.write(`${label} …\n`);
  const timer = terminal ? setInterval(show, INTERVAL_MS) : undefined;
  try {
    const result = await run();
    if (!terminal) out.write(`${label}: done in ${seconds()} s\n`);
    return result;
  } finally {
    clearInterval(timer);
    if (terminal) out.write(`\r${label} … ${seconds()} s\n`);
  }
}
