const kernelRoom = (name) => `^src/kernel/${name}/`;

module.exports = {
  forbidden: [
    {
      name: "kernel-knows-no-capability",
      severity: "error",
      from: { path: "^src/kernel" },
      to: { path: "^src/(capabilities|shells)" },
    },
    {
      name: "capabilities-know-no-shell",
      severity: "error",
      from: { path: "^src/capabilities" },
      to: { path: "^src/shells" },
    },
    {
      name: "capabilities-are-strangers",
      severity: "error",
      from: { path: "^src/capabilities/([^/]+)/" },
      to: { path: "^src/capabilities/([^/]+)/", pathNot: "^src/capabilities/$1/" },
    },
    {
      name: "capabilities-use-front-rooms",
      severity: "error",
      from: { path: "^src/capabilities/" },
      to: { path: "^src/kernel/(store|sync|outbox)/" },
    },
    {
      name: "shells-enter-by-the-front-door",
      severity: "error",
      from: { path: "^src/shells" },
      to: { path: "^src/capabilities/", pathNot: "/capability\\.ts$" },
    },
    {
      name: "store-looks-down",
      severity: "error",
      from: { path: kernelRoom("store") },
      to: { path: kernelRoom("(outbox|sync|session|acts|feeds|drafts|held|registry|ui|device)") },
    },
    {
      name: "outbox-looks-down",
      severity: "error",
      from: { path: kernelRoom("outbox") },
      to: { path: kernelRoom("(sync|session|acts|feeds|drafts|held|registry|ui|device)") },
    },
    {
      name: "sync-looks-down",
      severity: "error",
      from: { path: kernelRoom("sync") },
      to: { path: kernelRoom("(session|acts|feeds|drafts|held|registry|ui|device)") },
    },
    {
      name: "families-pages-are-no-app",
      severity: "error",
      from: { path: "^(family|letters)/" },
      to: { path: "^src/(shells|kernel/(store|sync|outbox|session|acts|feeds))/" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};
