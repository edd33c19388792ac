// A provider of text messages, for tests: an SMPP server that says what it was sent, and brings what it is told to. One JSON object a line.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const smpp = createRequire(new URL("../../client/package.json", import.meta.url))("smpp");
const receivers = new Set();
let refuse = 0;
let named = 0;

const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");
const plain = (field) => (Buffer.isBuffer(field) ? field.toString("hex") : field);

const server = smpp.createServer((session) => {
  const bind = (kind) => (pdu) => {
    const known = pdu.system_id === "estate" && pdu.password === "s3cret";
    session.send(pdu.response({ command_status: known ? 0 : 0x0e, system_id: "provider" }));
    if (known && kind !== "transmitter") receivers.add(session);
    say({ bound: kind, known });
  };
  session.on("bind_transmitter", bind("transmitter"));
  session.on("bind_receiver", bind("receiver"));
  session.on("submit_sm", (pdu) => {
    const message_id = `m${++named}`;
    session.send(pdu.response(refuse ? { command_status: refuse } : { message_id }));
    const { udh, message } = pdu.short_message;
    say({ sent: message, udh: udh ? udh.map(plain) : [], from: pdu.source_addr, to: pdu.destination_addr, coding: pdu.data_coding, message_id });
  });
  session.on("enquire_link", (pdu) => session.send(pdu.response()));
  session.on("unbind", (pdu) => { session.send(pdu.response()); session.close(); });
  session.on("close", () => receivers.delete(session));
  session.on("error", () => receivers.delete(session));
});

createInterface({ input: process.stdin }).on("line", (line) => {
  const told = JSON.parse(line);
  if ("refuse" in told) { refuse = told.refuse; say({ refuse }); return; }
  const [session] = receivers;
  const { hex, ...rest } = told.bring;
  session.deliver_sm({ ...rest, short_message: Buffer.from(hex, "hex") }, (pdu) => say({ answered: pdu.command_status }));
});
process.stdin.on("end", () => process.exit(0));
server.listen(0, "127.0.0.1", () => say({ port: server.address().port }));
