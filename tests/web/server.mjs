/** Serves the built page with its headers and keeps a log of everything asked for, so that a test can see what leaves. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const built = (name) => fileURLToPath(new URL(`../../pkg/${name}`, import.meta.url));

/** The headers as built, name by name. */
export function headers() {
  return Object.fromEntries(
    readFileSync(built("headers.txt"), "utf8")
      .trim()
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
}

/** Starts on a free port; `log` holds every request line, on every path and method. */
export async function serve() {
  const log = [];
  const page = readFileSync(built("index.html"));
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    if (request.url === "/" || request.url === "/index.html") {
      response.writeHead(200, headers());
      response.end(page);
    } else {
      response.writeHead(404);
      response.end();
    }
  });
  server.on("upgrade", (request, socket) => {
    log.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
  return { url: `http://127.0.0.1:${server.address().port}/`, log, stop };
}
