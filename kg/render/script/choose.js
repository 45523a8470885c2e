// Which nodes and links are drawn of what passes the filters: never more than the limit, and what is left out is said.

// How many links a picture of so many nodes may have, as in overview.py: more is a hairball.
function linksFor(nodes) {
  return Math.min(2 * nodes, nodes + 200);
}

function count(map, key, by = 1) {
  map.set(key, (map.get(key) ?? 0) + by);
}

function best(counts, limit) {
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b).slice(0, limit).map(([key]) => key);
}

function pairsIn(list, membersOf, drawn) {
  const pairs = new Map();
  for (const number of list) {
    const members = membersOf[number].filter((index) => drawn.has(index)).slice(0, CROWD);
    for (let i = 0; i < members.length; i += 1) {
      for (let j = i + 1; j < members.length; j += 1) count(pairs, members[i] * ACTORS.length + members[j]);
    }
  }
  return pairs;
}

function heaviest(pairs, most) {
  const kept = best(pairs, most);
  const edges = kept.map((key) => ({
    from: `a${Math.floor(key / ACTORS.length)}`, to: `a${key % ACTORS.length}`, events: pairs.get(key),
  }));
  return {edges, left: pairs.size - kept.length};
}

// Whom the reader has hidden is not drawn, whatever it takes part in; whom they pinned is drawn, whatever else is.
function shown(membersOf, view) {
  if (!view.hidden.size) return membersOf;
  return membersOf.map((members) => members.filter((index) => !view.hidden.has(`a${index}`)));
}

function pinnedOf(kind, view) {
  return [...view.pinned.keys()].filter((id) => nodeKind(id) === kind && !view.hidden.has(id)).map(nodeIndex);
}

// Nations (with the events of their people) and actors, those with most events first.
function chooseOverview({list}, view) {
  const takers = shown(takersOf, view), nations = shown(nationsOf, view);
  const counts = new Map();
  for (const number of list) {
    for (const actor of new Set([...takers[number], ...nations[number]])) count(counts, actor);
  }
  const drawn = new Set([...best(counts, view.limit), ...pinnedOf("a", view)]);
  const {edges, left} = heaviest(pairsIn(list, takers, drawn), linksFor(drawn.size));
  const linked = new Set(edges.map((edge) => `${edge.from} ${edge.to}`));
  for (const index of [...drawn].sort((a, b) => a - b)) {
    const nation = isNation(index) ? undefined : nationOf(index);
    if (nation === undefined || !drawn.has(nation)) continue;
    const [low, high] = [Math.min(index, nation), Math.max(index, nation)];
    if (!linked.has(`a${low} a${high}`)) edges.push({from: `a${index}`, to: `a${nation}`, events: 0});
  }
  const all = new Set([...counts.keys(), ...drawn]).size;
  return {nodes: [...drawn].map((index) => `a${index}`), edges, counts, all, left, note: "left_overview"};
}

function chooseNations({list}, view) {
  const nations = shown(nationsOf, view);
  const counts = new Map();
  for (const number of list) for (const nation of nations[number]) count(counts, nation);
  const drawn = new Set([...best(counts, view.limit), ...pinnedOf("a", view).filter(isNation)]);
  const {edges, left} = heaviest(pairsIn(list, nations, drawn), linksFor(drawn.size));
  const all = new Set([...counts.keys(), ...drawn]).size;
  return {nodes: [...drawn].map((index) => `a${index}`), edges, counts, all, left, note: "left_overview"};
}

function byReports(list) {
  return [...list].sort((a, b) => reportsOf[b] - reportsOf[a] || byLate(a, b));
}

function chooseEvents({list}, view) {
  return eventsDrawn(byReports(list), new Set(), view, "left_events");
}

// Events with all who take part, as many as there is room for; pinned ones first.
function eventsDrawn(order, nodes, view, note) {
  const takers = shown(takersOf, view);
  const edges = [];
  const pins = pinnedOf("e", view);
  for (const actor of pinnedOf("a", view)) nodes.add(`a${actor}`);
  for (const number of new Set([...pins, ...order])) {
    if (view.hidden.has(`e${number}`)) continue;
    const fresh = takers[number].filter((actor) => !nodes.has(`a${actor}`));
    if (nodes.size + fresh.length + 1 > view.limit && !pins.includes(number)) continue;
    nodes.add(`e${number}`);
    for (const part of EVENTS[number].parts) {
      if (view.hidden.has(`a${part.actor}`)) continue;
      nodes.add(`a${part.actor}`);
      edges.push({from: `e${number}`, to: `a${part.actor}`, role: part.role});
    }
  }
  const all = countAll(order, nodes, takers, view);
  return {nodes: [...nodes], edges, counts: null, all, left: 0, note};
}

// How many nodes there would be without a limit.
function countAll(order, nodes, takers, view) {
  const seen = new Uint8Array(ACTORS.length);
  const events = new Set(order.filter((number) => !view.hidden.has(`e${number}`)));
  let all = events.size;
  const see = (actor) => { all += 1 - seen[actor]; seen[actor] = 1; };
  for (const number of events) takers[number].forEach(see);
  for (const id of nodes) {
    if (nodeKind(id) === "a") see(nodeIndex(id));
    else if (!events.has(nodeIndex(id))) all += 1;
  }
  return all;
}

// A node with what is near it: its own events first, then those further away, the latest first.
function chooseFocus({list}, view) {
  const {focus} = view;
  const rings = [];
  let rest = list;
  for (let hop = 1; hop <= view.hops; hop += 1) {
    const near = eventsNear(focus, hop);
    rings.push(rest.filter((number) => near.has(number)).sort(byLate));
    rest = rest.filter((number) => !near.has(number));
  }
  const chosen = eventsDrawn(rings.flat(), new Set([focus]), view, "left_focus");
  const centre = nodeIndex(focus);
  if (nodeKind(focus) === "a" && isNation(centre)) {
    const drawn = new Set(chosen.nodes);
    for (const person of peopleOf.get(centre) ?? []) {
      if (drawn.has(`a${person}`)) chosen.edges.push({from: `a${person}`, to: focus, events: 0});
    }
  }
  return chosen;
}

// The first picture is the network that came with the page: the same choice, made when the page was written.
function chooseFirst(result, view) {
  const chosen = chooseOverview(result, view);
  const nodes = NETWORK.nodes.map((node) => node.id).filter((id) => chosen.counts.has(nodeIndex(id)));
  const edges = NETWORK.edges.map(({from, to, value}) => ({from, to, events: value}));
  return {...chosen, nodes, edges: edges.filter(({from, to}) => nodes.includes(from) && nodes.includes(to))};
}

function choose(result, view) {
  if (view.goal !== null) return choosePath(result, view);
  if (view.focus !== null) return chooseFocus(result, view);
  const plain = !view.hidden.size && !view.pinned.size && view.limit === fresh().limit;
  if (view.view === "overview" && plain && result.list.length === EVENTS.length) return chooseFirst(result, view);
  return {overview: chooseOverview, nations: chooseNations, events: chooseEvents}[view.view](result, view);
}
