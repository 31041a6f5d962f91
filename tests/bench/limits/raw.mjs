// The limit of Node's http: the same bytes from memory. The body comes on standard input; the address goes out.
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

const body = await buffer(process.stdin);
const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Length": body.length };
const server = createServer((_request, response) => response.writeHead(200, headers).end(body));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
