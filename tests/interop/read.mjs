// Reads RDF with N3.js and jsonld, and asks a query with Comunica. Prints what it read as JSON, for test_readers.py.
//   node read.mjs count FILE FORMAT      sorted canonical quads as lines
//   node read.mjs query FILE QUERY_FILE  rows of a SELECT
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The packages lie where run.sh installed them, not beside this file.
const require = createRequire(`${process.env.KG_INTEROP}/package.json`);
const N3 = require("n3");
const jsonld = require("jsonld");

const none = (address) => { throw new Error(`asked for ${address}`); };
const value = (term) => [term.termType, term.value, term.language || "", term.datatype?.value || ""];

async function quads(file, format) {
  const text = readFileSync(file, "utf8");
  if (format !== "application/ld+json") return new N3.Parser({ format }).parse(text);
  const lines = await jsonld.toRDF(JSON.parse(text), { format: "application/n-quads", documentLoader: none });
  return new N3.Parser({ format: "application/n-quads" }).parse(lines);
}

const [, , what, file, more] = process.argv;
if (what === "count") {
  const found = await quads(file, more);
  console.log(JSON.stringify(found.map((q) => [q.subject, q.predicate, q.object, q.graph].map(value))));
} else {
  const { QueryEngine } = require("@comunica/query-sparql-file");
  const store = new N3.Store(await quads(file, "text/turtle"));
  const rows = await (await new QueryEngine().queryBindings(readFileSync(more, "utf8"), { sources: [store] })).toArray();
  console.log(JSON.stringify(rows.map((row) => Object.fromEntries([...row].map(([k, v]) => [k.value, v.value])))));
}
