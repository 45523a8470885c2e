// Which nodes and links are drawn of what passes the filters: never more than the limit, and what is left out is said.

const LINKS_PER_NODE = 3; // as in overview.py

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

// Nations (with the events of their people) and actors, those with most events first.
function chooseOverview(list, limit) {
  const counts = new Map();
  for (const number of list) {
    for (const actor of new Set([...takersOf[number], ...nationsOf[number]])) count(counts, actor);
  }
  const drawn = new Set(best(counts, limit));
  const {edges, left} = heaviest(pairsIn(list, takersOf, drawn), LINKS_PER_NODE * drawn.size);
  const linked = new Set(edges.map((edge) => `${edge.from} ${edge.to}`));
  for (const index of [...drawn].sort((a, b) => a - b)) {
    const nation = isNation(index) ? undefined : nationOf(index);
    if (nation === undefined || !drawn.has(nation)) continue;
    const [low, high] = [Math.min(index, nation), Math.max(index, nation)];
    if (!linked.has(`a${low} a${high}`)) edges.push({from: `a${index}`, to: `a${nation}`, events: 0});
  }
  return {nodes: [...drawn].map((index) => `a${index}`), edges, counts, all: counts.size, left, note: "left_overview"};
}

function chooseNations(list, limit) {
  const counts = new Map();
  for (const number of list) for (const nation of nationsOf[number]) count(counts, nation);
  const drawn = new Set(best(counts, limit));
  const {edges, left} = heaviest(pairsIn(list, nationsOf, drawn), 4 * drawn.size);
  return {nodes: [...drawn].map((index) => `a${index}`), edges, counts, all: counts.size, left, note: "left_overview"};
}

function byReports(list) {
  return [...list].sort((a, b) =>
    reportsOf[b] - reportsOf[a] || (lastDay[b] || -Infinity) - (lastDay[a] || -Infinity) || a - b);
}

function chooseEvents(list, limit) {
  const nodes = new Set();
  const edges = [];
  for (const number of byReports(list)) {
    const fresh = takersOf[number].filter((actor) => !nodes.has(`a${actor}`));
    if (nodes.size + fresh.length + 1 > limit) continue;
    addEvent(number, nodes, edges);
  }
  const all = list.length + new Set(list.flatMap((number) => takersOf[number])).size;
  return {nodes: [...nodes], edges, counts: null, all, left: 0, note: "left_events"};
}

function addEvent(number, nodes, edges) {
  nodes.add(`e${number}`);
  for (const part of EVENTS[number].parts) {
    nodes.add(`a${part.actor}`);
    edges.push({from: `e${number}`, to: `a${part.actor}`, role: part.role});
  }
}

// A node with what is near it: its own events first, then those one step further, the latest first.
function chooseFocus(list, focus, limit) {
  const own = eventsNear(focus, 1);
  const late = (a, b) => (lastDay[b] || -Infinity) - (lastDay[a] || -Infinity) || a - b;
  const order = [...list.filter((n) => own.has(n)).sort(late), ...list.filter((n) => !own.has(n)).sort(late)];
  const nodes = new Set([focus]);
  const edges = [];
  for (const number of order) {
    const fresh = takersOf[number].filter((actor) => !nodes.has(`a${actor}`));
    if (nodes.size + fresh.length + 1 <= limit) addEvent(number, nodes, edges);
  }
  const centre = nodeIndex(focus);
  if (nodeKind(focus) === "a" && isNation(centre)) {
    for (const person of peopleOf.get(centre) ?? []) {
      if (nodes.has(`a${person}`)) edges.push({from: `a${person}`, to: focus, events: 0});
    }
  }
  const all = 1 + list.length + new Set(list.flatMap((number) => takersOf[number]).filter((a) => `a${a}` !== focus)).size;
  return {nodes: [...nodes], edges, counts: null, all: nodeKind(focus) === "e" ? all - 1 : all, left: 0, note: "left_focus"};
}

// The first picture is the network that came with the page: the same choice, made when the page was written.
function chooseFirst(list, limit) {
  const chosen = chooseOverview(list, limit);
  const nodes = NETWORK.nodes.map((node) => node.id).filter((id) => chosen.counts.has(nodeIndex(id)));
  const edges = NETWORK.edges.map(({from, to, value}) => ({from, to, events: value}));
  return {...chosen, nodes, edges: edges.filter(({from, to}) => nodes.includes(from) && nodes.includes(to))};
}

function choose(list, view) {
  if (view.view === "overview" && view.limit === fresh().limit && list.length === EVENTS.length && view.focus === null) {
    return chooseFirst(list, view.limit);
  }
  if (view.focus !== null) return chooseFocus(list, view.focus, view.limit);
  return {overview: chooseOverview, nations: chooseNations, events: chooseEvents}[view.view](list, view.limit);
}
