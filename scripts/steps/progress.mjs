const INTERVAL_MS = 1_000;

/** Runs a slow step, and tells on one line how long it takes: counting on a terminal, in two plain lines elsewhere. */
export async function withProgress(label, run, out = process.stderr) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1_000);
  const terminal = out.isTTY === true && !process.env.NO_COLOR;
  if (!terminal) out.write(`  ${label} …\n`);
  const show = () => terminal && out.write(`\r  ${label} … ${seconds()} s`);
  show();
  const timer = setInterval(show, INTERVAL_MS);
  try {
    return await run();
  } finally {
    clearInterval(timer);
    out.write(terminal ? `\r  ${label} … ${seconds()} s\n` : `  ${label}: ${seconds()} s\n`);
  }
}
