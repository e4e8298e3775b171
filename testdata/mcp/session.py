"""A session of five steps with `newsgraph mcp`, by the client of the Python package mcp.

    python session.py http://127.0.0.1:8012/mcp
    python session.py newsgraph mcp --store DIR

Prints one JSON object: the tools, and what each step answered. The client checks each
answer by the output schema that the tool gives.
"""
import asyncio
import json
import sys

from mcp import Client, StdioServerParameters


async def main(words):
    server = words[0] if words[0].startswith("http") else StdioServerParameters(command=words[0], args=words[1:])
    out = {"answers": []}
    async with Client(server) as client:
        tools = (await client.list_tools()).tools
        out["tools"] = [t.name for t in tools]
        out["writers"] = [t.name for t in tools if not t.annotations.read_only_hint]
        out["instructions"] = client.instructions

        async def call(name, **arguments):
            result = await client.call_tool(name, arguments)
            text = "".join(c.text for c in result.content)
            out["answers"].append({"tool": name, "error": bool(result.is_error), "text": text, "structured": result.structured_content})
            return result.structured_content

        found = await call("find_entity", text="moe", kind="Person")
        person = found["rows"][0]["values"]["id"]
        leaders = await call("who_leads", org="Norgrid ASA")
        shown = leaders["rows"][0]["evidence"][0]
        await call("evidence", key=shown["edge"])
        await call("article", article=shown["url"])
        await call("read_cypher", statement="MATCH (p:Person {id: $id})-[r]->(o:__Entity__) RETURN p.name AS person, type(r) AS relation, o.name AS other, r.key AS key ORDER BY key", parameters={"id": person})
        await call("read_cypher", statement="MATCH (n) DETACH DELETE n")
    print(json.dumps(out))


asyncio.run(main(sys.argv[1:]))
