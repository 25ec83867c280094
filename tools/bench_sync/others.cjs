"use strict";
// Times PouchDB (LevelDB) or Automerge taking in the workload in a file: node others.cjs FILE WAY TASK.
// Prints seconds of the processor, all threads together. Called by `msp-desktop bench sync`, each time anew:
// the first document an Automerge of 2.7 GB takes in costs it ten times what the next ones do, for JavaScript's
// collector of garbage runs again and again while its memory grows; an office takes in one and is done.
// Both are filled as a program fills them: PouchDB has a revision for each time a row was saved, the rows
// of Automerge were added one after the other (given as one object, taking in changes costs it a quarter).

const fs = require("fs");
const os = require("os");
const path = require("path");

const [, , file, way, task] = process.argv;
const work = JSON.parse(fs.readFileSync(file, "utf8"));
const document = (row) => Object.fromEntries(work.fields.map((name, at) => [name, row[at + 1]]));

async function timed(take) {
  global.gc();
  const begun = process.cpuUsage();
  await take();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}

async function store(database, documents) {
  const saved = [];
  for (let at = 0; at < documents.length; at += 1000) {
    saved.push(...(await database.bulkDocs(documents.slice(at, at + 1000))));
  }
  return new Map(saved.map((one) => [one.id, one.rev]));
}

// The first changes of all rows, the second ones, and so on.
function saves() {
  const saved = [];
  const counts = new Map();
  for (const change of work.changes) {
    const count = counts.get(change[0]) ?? 0;
    counts.set(change[0], count + 1);
    (saved[count] ??= []).push(change);
  }
  return saved;
}

async function pouchdb() {
  const PouchDB = require("pouchdb");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-pouch-"));
  const first = new PouchDB(path.join(folder, "first"));
  const held = new Map(work.rows.map((row) => [row[0], { _id: row[0], ...document(row) }]));
  const revisions = await store(first, [...held.values()]);
  const other = new PouchDB(path.join(folder, "other"));
  await first.replicate.to(other, { batch_size: 1000 });
  if (task === "changes") {
    for (const save of saves()) {
      for (const [id, name, value] of save) {
        held.set(id, { ...held.get(id), [name]: value, _rev: revisions.get(id) });
      }
      const saved = await store(first, save.map(([id]) => held.get(id)));
      for (const [id, revision] of saved) revisions.set(id, revision);
    }
  } else {
    await store(first, work.new.map((row) => ({ _id: row[0], ...document(row) })));
  }
  const seconds = await timed(() => first.replicate.to(other, { batch_size: 1000 }));
  for (const one of [first, other]) await one.close();
  fs.rmSync(folder, { recursive: true });
  return seconds;
}

async function automerge() {
  const Automerge = require("@automerge/automerge");
  let first = Automerge.change(Automerge.init(), (draft) => {
    draft.rows = {};
    for (const row of work.rows) draft.rows[row[0]] = document(row);
  });
  const other = Automerge.load(Automerge.save(first));
  const heads = Automerge.getHeads(first);
  first = Automerge.change(first, (draft) => {
    if (task === "changes") {
      for (const [id, name, value] of work.changes) draft.rows[id][name] = value;
    } else {
      for (const row of work.new) draft.rows[row[0]] = document(row);
    }
  });
  const changes = Automerge.saveSince(first, heads);
  return timed(() => Automerge.loadIncremental(other, changes));
}

({ pouchdb, automerge })[way]().then((seconds) => console.log(JSON.stringify(seconds)));
