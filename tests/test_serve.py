"""The endpoint: asked by a plain HTTP client and by SPARQLWrapper, closed to everybody else, and not to be stopped."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib
from fake import Fake, article

import kg
from kg.errors import InputError
from kg.graph.store import open_store, queries, query
from kg.serve_oxigraph import program

try:
    program()
except InputError as missing:
    pytest.skip(str(missing), allow_module_level=True)

JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
Ask = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture
def folder(tmp_path: Path, fake: Fake) -> Path:
    """A build of two articles."""
    kg.build([article("a"), article("b", "Xi met Putin in Beijing.")], tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def serving(folder: Path) -> Iterator[kg.Serving]:
    """The build, served on a free port."""
    with kg.serve(folder, port=0, timeout=5, limit=1) as found:
        yield found


@pytest.fixture
def ask(serving: kg.Serving) -> Ask:
    """Send one request: status, headers, body."""

    def asking(
        method: str = "GET", path: str = "/sparql", body: bytes | str | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", port(serving), timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=named)
        response = connection.getresponse()
        found = response.status, dict(response.headers), response.read()
        connection.close()
        return found

    return asking


def port(serving: kg.Serving) -> int:
    return int(serving.page.split(":")[2].strip("/"))


def asking(text: str) -> str:
    return f"/sparql?query={quote(text)}"


def test_the_three_ways_to_ask_give_the_same(ask: Ask) -> None:
    text = "SELECT ?label { ?e a <https://w3id.org/diplograph/ontology#Meeting> ; <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
    found = [
        ask("GET", asking(text), Accept=JSON),
        ask("POST", "/sparql", urlencode({"query": text}), Content_Type=FORM, Accept=JSON),
        ask("POST", "/query", text, Content_Type="application/sparql-query", Accept=JSON),
    ]
    assert [status for status, _, _ in found] == [200, 200, 200]
    assert {headers["Content-Type"] for _, headers, _ in found} == {JSON}
    assert len({body for _, _, body in found}) == 1
    labels = [row["label"]["value"] for row in json.loads(found[0][2])["results"]["bindings"]]
    assert len(labels) == 2
    assert "Li" in labels[0]


@pytest.mark.parametrize(
    ("accept", "kind", "text"),
    [
        (JSON, JSON, "SELECT * { ?s a ?o } LIMIT 2"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "SELECT * { ?s a ?o } LIMIT 2"),
        ("text/csv", "text/csv; charset=utf-8", "SELECT * { ?s a ?o } LIMIT 2"),
        (
            "text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
            "SELECT * { ?s a ?o } LIMIT 2",
        ),
        ("text/turtle", "text/turtle", "CONSTRUCT WHERE { ?s a ?o }"),
        ("application/n-triples", "application/n-triples", "CONSTRUCT WHERE { ?s a ?o }"),
        ("application/rdf+xml", "application/rdf+xml", "CONSTRUCT WHERE { ?s a ?o }"),
        ("text/x-unknown, */*;q=0.1", JSON, "ASK { ?s ?p ?o }"),
    ],
)
def test_the_format_is_the_one_accepted(ask: Ask, accept: str, kind: str, text: str) -> None:
    status, headers, body = ask("GET", asking(text), Accept=accept)
    assert status == 200
    assert headers["Content-Type"] == kind
    assert body


def test_graphs_can_be_chosen(ask: Ask) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    counts = []
    for more in ([], [("default-graph-uri", "https://w3id.org/diplograph/id/graph/a")]):
        body = urlencode([("query", text), *more])
        counts.append(int(ask("POST", "/sparql", body, Content_Type=FORM, Accept="text/csv")[2].split()[1]))
    assert counts[0] > counts[1] > 10


def test_sparqlwrapper_gives_what_the_command_gives(serving: kg.Serving, folder: Path) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(serving.endpoint, returnFormat=wrapper.JSON)
    store, answered = open_store(folder), 0
    for name, named in queries().items():
        client.setQuery(named.text)
        found = client.queryAndConvert()
        columns = found["head"]["vars"]
        expected = query(store, name)
        assert columns == list(expected.columns)
        rows = [
            tuple(row.get(column, {}).get("value") for column in columns)
            for row in found["results"]["bindings"]
        ]
        assert tuple(rows) == expected.rows, name
        answered += bool(rows)
    assert answered > 5


def test_sparqlwrapper_asks_and_constructs_by_post(serving: kg.Serving) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(serving.endpoint)
    client.setMethod(wrapper.POST)
    client.setQuery("ASK { ?s ?p ?o }")
    client.setReturnFormat(wrapper.JSON)
    assert client.queryAndConvert()["boolean"] is True
    client.setQuery("CONSTRUCT WHERE { ?s a ?o }")
    client.setReturnFormat(wrapper.TURTLE)
    assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) > 20
    client.setQuery("INSERT DATA { <a:a> <a:b> <a:c> }")
    with pytest.raises(Exception, match="403"):
        client.query()


def test_the_page_is_beside_it(ask: Ask, folder: Path) -> None:
    for path in ("/", "/graph.html"):
        status, headers, body = ask("GET", path)
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert body == (folder / "graph.html").read_bytes()
    assert ask("HEAD", "/")[2] == b""


def test_the_service_is_described_without_what_is_refused(ask: Ask, serving: kg.Serving) -> None:
    status, headers, body = ask("GET", "/sparql")
    assert (status, headers["Content-Type"]) == (200, "text/turtle")
    found = {str(quad.object) for quad in ox.parse(body, format=ox.RdfFormat.TURTLE)}
    assert f"<{serving.endpoint}>" in found
    assert "<http://www.w3.org/ns/sparql-service-description#SPARQL11Query>" in found
    assert "<http://www.w3.org/ns/sparql-service-description#BasicFederatedQuery>" not in found


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status", "says"),
    [
        ("GET", asking("SELECT * {"), None, {}, 400, "error at 1:11"),
        ("GET", "/sparql?x=y", None, {}, 400, ""),
        ("GET", asking("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), None, {}, 400, "found SERVICE"),
        ("GET", "/sparql?query=%FF", None, {}, 400, "codec can't decode"),
        ("GET", asking("DROP ALL"), None, {}, 400, "found an update"),
        ("GET", "/sparql?" + "a=b&" * 200, None, {}, 400, "Max number of fields exceeded"),
        ("POST", "/sparql", "update=DROP+ALL", {"Content_Type": FORM}, 403, "the endpoint is read-only"),
        ("POST", "/sparql", "DROP ALL", {"Content_Type": "application/sparql-update"}, 403, "the endpoint is read-only"),
        ("POST", "/update", "update=DROP+ALL", {"Content_Type": FORM}, 404, "nothing is here"),
        ("POST", "/store", "", {"Content_Type": "text/turtle"}, 404, "nothing is here"),
        ("POST", "/sparql", "<a> <b> <c>", {"Content_Type": "text/turtle"}, 415, "allowed are application"),
        ("POST", "/sparql", b"\xff", {"Content_Type": "application/sparql-query"}, 400, "no UTF-8"),
        ("POST", "/sparql", None, {"Content_Length": "99999999"}, 413, "found 99,999,999 bytes"),
        ("POST", "/sparql", None, {"Content_Length": "x"}, 411, "no Content-Length"),
        ("PUT", "/store", "", {}, 405, "the endpoint is read-only"),
        ("DELETE", "/sparql", None, {}, 405, "the endpoint is read-only"),
        ("OPTIONS", "/sparql", None, {"Origin": "https://e.org"}, 405, "the endpoint is read-only"),
        ("GET", "/../../etc/passwd", None, {}, 404, "nothing is here"),
        ("GET", "/report.json", None, {}, 404, "nothing is here"),
        ("GET", asking("ASK {}"), None, {"Host": "evil.example:80"}, 403, "allowed are requests from this machine"),
        ("GET", asking("ASK {}"), None, {"Origin": "https://evil.example"}, 403, "allowed are requests"),
        ("GET", asking("ASK {}"), None, {"Origin": "null"}, 403, "allowed are requests"),
        ("GET", asking("ASK {}"), None, {"Sec_Fetch_Site": "cross-site"}, 403, "allowed are requests"),
        ("GET", asking("ASK {}"), None, {"Accept": "image/png"}, 406, "accept header"),
    ],
)  # fmt: skip
def test_what_is_not_allowed_is_refused_in_a_line(
    ask: Ask, method: str, path: str, body: str | None, headers: dict[str, str], status: int, says: str
) -> None:
    found, sent, text = ask(method, path, body, **headers)
    assert (found, sent["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert says in text.decode()
    assert ask("GET", asking("ASK { ?s ?p ?o }"))[2] == b'{"head":{},"boolean":true}'


def test_no_other_address_is_asked(ask: Ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for text in (
            f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ BIND(1 AS ?a) FILTER(?a<?b)SERVICE#>\n <{address}> {{ ?s ?p ?o }} }}",
            f"SELECT * FROM <{address}> FROM NAMED <{address}> {{ ?s ?p ?o }}",
        ):
            ask("GET", asking(text))
        with pytest.raises(TimeoutError):
            listener.accept()


def test_every_reply_says_who_may_use_it(ask: Ask) -> None:
    for path in ("/", "/nothing", asking("ASK {}"), asking("ASK {")):
        headers = ask("GET", path)[1]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert (
            "frame-ancestors 'none'" in headers["Content-Security-Policy"]
            or "sandbox" in headers["Content-Security-Policy"]
        )
        assert "Access-Control-Allow-Origin" not in headers
        assert "Python" not in headers["Server"]


def test_only_this_machine_can_connect(serving: kg.Serving) -> None:
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("no list of listening sockets")
    number = f":{port(serving):04X}"
    addresses = {
        line.split()[1]
        for line in listening.read_text(encoding="ascii").splitlines()[1:]
        if line.split()[1].endswith(number)
    }
    assert addresses == {f"0100007F{number}"}


def test_a_query_without_end_is_ended_and_costs_nobody_else(folder: Path) -> None:
    with kg.serve(folder, port=0, timeout=2) as serving:
        found: list[tuple[int, bytes]] = []

        def endless() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", port(serving), timeout=30)
            connection.request("GET", asking(ENDLESS))
            response = connection.getresponse()
            found.append((response.status, response.read()))

        thread = threading.Thread(target=endless)
        thread.start()
        time.sleep(0.3)
        connection = http.client.HTTPConnection("127.0.0.1", port(serving), timeout=30)
        connection.request("GET", asking("ASK { ?s ?p ?o }"))
        assert connection.getresponse().read() == b'{"head":{},"boolean":true}'
        thread.join()
        assert found == [(500, b"query: stopped after 2 s without an answer, narrow the query\n")]


def test_an_answer_that_is_too_long_is_refused_whole(ask: Ask) -> None:
    status, _, body = ask("GET", asking("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"))
    assert (status, body) == (
        500,
        b"query: the answer is longer than 1,000,000 bytes, set a LIMIT to the query\n",
    )
    assert ask("GET", asking("ASK { ?s ?p ?o }"))[0] == 200


def test_a_new_build_is_what_is_asked_next(ask: Ask, folder: Path, fake: Fake) -> None:
    count = asking("SELECT (COUNT(*) AS ?n) { ?e a <https://w3id.org/diplograph/ontology#Meeting> }")
    assert ask("GET", count, Accept="text/csv")[2].split() == [b"n", b"2"]
    kg.build([article("c", "Kim met Biden in Geneva.")], folder)
    assert ask("GET", count, Accept="text/csv")[2].split() == [b"n", b"1"]


def test_the_command_serves_until_it_is_interrupted(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    page, endpoint = process.stdout.readline().split()[1], process.stdout.readline().split()[1]
    connection = http.client.HTTPConnection(page.split("/")[2], timeout=30)
    connection.request("GET", asking("ASK { ?s ?p ?o }"))
    assert connection.getresponse().status == 200
    assert endpoint == f"{page}sparql"
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert not working(folder)


def test_closing_ends_queries_that_run(folder: Path) -> None:
    serving = kg.serve(folder, port=0, timeout=60)
    connection = http.client.HTTPConnection("127.0.0.1", port(serving), timeout=30)
    connection.request("GET", asking(ENDLESS))
    while not working(folder):
        time.sleep(0.05)
    serving.close()
    assert not working(folder)


def working(folder: Path) -> bool:
    """Whether a process of Oxigraph has a store of the folder open."""
    return (
        str(folder)
        in subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=False).stdout
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"timeout": 0}, "timeout: found 0"),
        ({"limit": 0}, "limit: found 0"),
        ({"port": 99_999}, "port 99999: cannot be used"),
    ],
)
def test_a_wrong_option_is_said(folder: Path, arguments: dict[str, int], says: str) -> None:
    with pytest.raises(InputError, match=says):
        kg.serve(folder, **arguments)  # type: ignore[arg-type]


def test_a_port_in_use_and_a_folder_without_a_store_are_said(
    serving: kg.Serving, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=f"port {port(serving)}: cannot be used"):
        kg.serve(folder, port=port(serving))
    with pytest.raises(InputError, match="found no store and cannot make one"):
        kg.serve(tmp_path)


def test_the_page_works_in_a_browser_and_a_page_of_another_site_cannot_ask(serving: kg.Serving) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    troubles: list[str] = []
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        page = browser.new_page()
        page.on("pageerror", lambda problem: troubles.append(str(problem)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.goto(serving.page)
        page.wait_for_selector("canvas")
        # a browser asks for a picture of the site, which there is none of
        assert [trouble for trouble in troubles if "404" not in trouble] == []
        page.goto("data:text/html,<p>another site")
        address = serving.endpoint + "?query=ASK%7B%7D"
        fetched = page.evaluate("address => fetch(address).then(r => r.status, e => String(e))", address)
        assert "TypeError" in str(fetched)
        status = page.evaluate(
            "address => fetch(address, {mode: 'no-cors'}).then(r => r.type, e => String(e))", address
        )
        assert status == "opaque" or "TypeError" in status
        browser.close()
