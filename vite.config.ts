import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  // The Remix plugin's dev preamble breaks Vitest, which has a config of its own anyway.
  plugins: [!process.env.VITEST && remix(remixConfig), tailwindcss()],
  ssr: { noExternal: ["@conform-to/react", "@conform-to/zod"] },
  // The client's optimiser must not follow route files into the server's libraries.
  optimizeDeps: {
    exclude: ["@prisma/client", "@prisma/adapter-pg", "@electric-sql/pglite", "pglite-prisma-adapter", "socket.io", "sharp", "better-auth"],
    include: ["react", "react-dom", "react-dom/client", "@remix-run/react", "socket.io-client", "i18next", "react-i18next", "leaflet"],
  },
  build: { sourcemap: false, target: "es2022" },
});
