/** Files of fake-indexeddb that come without types; only what disk.ts takes hold of. */
declare module 'fake-indexeddb/lib/FDBDatabase' {
  export default class FDBDatabase extends IDBDatabase {}
}
declare module 'fake-indexeddb/lib/FDBObjectStore' {
  export default class FDBObjectStore extends IDBObjectStore {}
}
declare module 'fake-indexeddb/lib/FDBOpenDBRequest' {
  export default class FDBOpenDBRequest extends IDBOpenDBRequest {}
}
declare module 'fake-indexeddb/lib/FDBRequest' {
  export default class FDBRequest extends IDBRequest {}
}
declare module 'fake-indexeddb/lib/FDBTransaction' {
  export default class FDBTransaction extends IDBTransaction {}
}
declare module 'fake-indexeddb/lib/forceCloseDatabase' {
  export default function forceCloseDatabase(db: IDBDatabase): void
}
