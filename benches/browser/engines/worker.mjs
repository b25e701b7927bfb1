/** A call to a worker of this bench: one question, one answer. */
export function worker(name) {
  const running = new Worker(`/built/${name}.js`, { type: "module" });
  const ask = (message) => new Promise((resolve, reject) => {
    running.onerror = (event) => reject(new Error(event.message));
    running.onmessage = ({ data }) => ("error" in data ? reject(new Error(data.error)) : resolve(data));
    running.postMessage(message);
  });
  return { ask };
}

/** The worker's side; `other` takes the messages of another worker. */
export function serve(answer, other = () => {}) {
  onmessage = async ({ data }) => {
    if ("part" in data) return other(data);
    try {
      postMessage(await answer(data));
    } catch (error) {
      postMessage({ error: error?.code ?? String(error) });
    }
  };
}
