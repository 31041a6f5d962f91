// The limit of Express: the same bytes from memory.
import { buffer } from "node:stream/consumers";
import express from "express";

const body = await buffer(process.stdin);
const app = express();
app.get("*", (_request, response) => response.type("html").send(body));
const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
