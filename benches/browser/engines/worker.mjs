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

/** The worker's side. */
export function serve(answer) {
  onmessage = async ({ data }) => {
    try {
      postMessage(await answer(data));
    } catch (error) {
      postMessage({ error: error?.code ?? String(error) });
    }
  };
}
