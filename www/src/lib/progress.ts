/** Progress no more often than the eye follows; that all is done is always told. */

const EVERY_MS = 100;

export function sparing(tell: (done: number, total: number) => void): (done: number, total?: number) => void {
  let last = 0;
  return (done, total = Infinity) => {
    const now = performance.now();
    if (now - last < EVERY_MS && done < total) return;
    last = now;
    tell(done, total);
  };
}
