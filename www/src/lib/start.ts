interface Policy {
  createScriptURL(url: string): string;
}

const policy = trusted();

function trusted(): Policy {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): Policy } };
  const rules = {
    createScriptURL(url: string): string {
      if (!url.startsWith("blob:")) throw new TypeError("only blob workers");
      return url;
    },
  };
  return trustedTypes ? trustedTypes.createPolicy("riks", rules) : rules;
}

const LOADED_AFTER_MS = 10_000;

/** Starts a worker of source text that the page carries. */
export function startWorker(source: string): Worker {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(policy.createScriptURL(url));
  setTimeout(() => URL.revokeObjectURL(url), LOADED_AFTER_MS);
  return worker;
}
