import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

/** The limit for a rendered page: Remix and React with 24 cards from memory and nothing else. */
export default defineConfig({ plugins: [remix({ future: { v3_singleFetch: true } })] });
