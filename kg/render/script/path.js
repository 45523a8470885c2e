// The shortest ways from one actor to another through events that pass the filters: who links them.

const MOST_A_STEP = 8; // events drawn at each step; those with most reports come first

// Give the steps of all shortest ways, {events, actors}: the events of a step and the actors that lead on to the next.
// `left` is how many events were left out; without a way `steps` is empty.
// Nothing that is hidden is on the way.
function findPath(list, start, goal, hidden) {
  const passes = new Uint8Array(EVENTS.length);
  for (const number of list) passes[number] = hidden.has(`e${number}`) ? 0 : 1;
  const levels = levelsFrom(start, eventsNear(goal, 1), passes, hidden);
  if (!levels.length) return {steps: [], left: 0};
  const ends = eventsNear(goal, 1);
  const steps = [];
  let left = 0;
  let wanted = levels.at(-1).events.filter((number) => ends.has(number));
  for (let step = levels.length - 1; step >= 0; step -= 1) {
    const kept = byReports(wanted).slice(0, MOST_A_STEP);
    left += wanted.length - kept.length;
    const links = step === 0 ? new Set() : new Set(kept.flatMap((number) => takersOf[number].filter((actor) => levels[step].reached.has(actor))));
    const before = step === 0 ? new Set() : new Set([...links].flatMap((actor) => eventsOf[actor]));
    wanted = step === 0 ? [] : levels[step - 1].events.filter((number) => before.has(number));
    steps.unshift({events: kept, actors: [], links});
  }
  return {steps: joined(steps), left};
}

// Between two steps stand the actors that take part on both sides; what no longer hangs on anything is dropped.
function joined(steps) {
  for (let at = 1; at < steps.length; at += 1) {
    const before = new Set(steps[at - 1].events.flatMap((number) => takersOf[number]));
    const links = [...steps[at].links].filter((actor) => before.has(actor));
    steps[at - 1].actors = links.sort((a, b) => a - b);
    const reached = new Set(links);
    steps[at].events = steps[at].events.filter((number) => takersOf[number].some((actor) => reached.has(actor)));
  }
  for (let at = steps.length - 2; at >= 0; at -= 1) {
    const after = new Set(steps[at + 1].events.flatMap((number) => takersOf[number]));
    steps[at].actors = steps[at].actors.filter((actor) => after.has(actor));
    const used = new Set(steps[at].actors);
    steps[at].events = steps[at].events.filter((number) => takersOf[number].some((actor) => used.has(actor)));
  }
  return steps.map(({events, actors}) => ({events, actors}));
}

// Step by step outwards: the events of a step, and the actors through whom they were reached. Empty without a way.
function levelsFrom(start, ends, passes, hidden) {
  const seen = new Uint8Array(ACTORS.length);
  for (const id of hidden) if (nodeKind(id) === "a") seen[nodeIndex(id)] = 1;
  for (const actor of standingFor(start)) seen[actor] = 1;
  const levels = [];
  let reached = new Set();
  let events = [...eventsNear(start, 1)].filter((number) => passes[number]);
  while (events.length) {
    for (const number of events) passes[number] = 0;
    levels.push({events, reached});
    if (events.some((number) => ends.has(number))) return levels;
    reached = new Set(events.flatMap((number) => takersOf[number]).filter((actor) => !seen[actor]));
    for (const actor of reached) seen[actor] = 1;
    events = [...new Set([...reached].flatMap((actor) => eventsOf[actor]))].filter((number) => passes[number]);
  }
  return [];
}

// A nation acts through its people.
function standingFor(id) {
  if (nodeKind(id) === "e") return [];
  const index = nodeIndex(id);
  return isNation(index) ? [index, ...(peopleOf.get(index) ?? [])] : [index];
}

function choosePath({path}, view) {
  const nodes = new Set([view.focus]);
  const edges = [];
  const column = new Map([[view.focus, 0]]);
  const put = (id, at) => { if (!column.has(id)) { column.set(id, at); nodes.add(id); } };
  path.steps.forEach(({events, actors}, at) => {
    for (const number of events) put(`e${number}`, 2 * at + 1);
    for (const actor of actors) put(`a${actor}`, 2 * at + 2);
  });
  put(view.goal, 2 * path.steps.length);
  path.steps.forEach(({events, actors}, at) => {
    const before = at === 0 ? null : path.steps[at - 1].actors;
    const after = at === path.steps.length - 1 ? null : actors;
    for (const number of events) linkEvent(number, before, after, view, edges);
  });
  const all = nodes.size + path.left;
  return {nodes: [...nodes], edges: edges.filter(({from, to}) => from !== to), column, counts: null, all, left: 0, note: "left_events"};
}

function linkEvent(number, before, after, view, edges) {
  const role = (actor) => EVENTS[number].parts.find((part) => part.actor === actor)?.role;
  for (const side of [before ?? view.focus, after ?? view.goal]) {
    const actors = typeof side === "string" ? [nodeIndex(side)] : side.filter((actor) => takersOf[number].includes(actor));
    if (typeof side === "string" && nodeKind(side) === "e") continue;
    for (const actor of actors) edges.push({from: `e${number}`, to: `a${actor}`, role: role(actor), events: role(actor) ? undefined : 0});
  }
}

// The first way in words, and a button for each thing on it.
function pathCard() {
  const {path} = result;
  const ends = [state.focus, state.goal];
  const head = [cardHead("", say("path")), el("p", {}, el("bdi", {}, nodeName(ends[0])), " → ", el("bdi", {}, nodeName(ends[1])))];
  const actions = el("div", {class: "actions"},
    el("button", {type: "button", onclick: () => change({goal: null}, {step: true})}, say("path_leave")),
    el("button", {type: "button", onclick: () => change({focus: ends[1], goal: ends[0]}, {step: true})}, say("path_turn")));
  if (!path.steps.length) return [...head, el("p", {}, say("path_none")), actions];
  const items = [];
  path.steps.forEach(({events, actors}, at) => {
    items.push(el("li", {}, el("ol", {class: "events"}, ...events.map(eventItem))));
    if (at < path.steps.length - 1) items.push(el("li", {class: "link"}, ...actors.flatMap((actor, nth) => [nth ? " · " : "", actorButton(actor)])));
  });
  return [
    ...head,
    el("p", {class: "soft"}, say("path_length", {n: figure(path.steps.length)}), path.left ? ` ${say("path_left", {n: figure(path.left)})}` : ""),
    actions, el("ol", {class: "path"}, ...items),
  ];
}
