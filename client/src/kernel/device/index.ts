/** FRONT ROOM: camera, microphone, position and pen. What fails here fails in plain words. */
export { default as PhotoTaker, type TakenPhoto } from './PhotoTaker.vue'
export { default as SignaturePad } from './SignaturePad.vue'
export { default as VoiceRecorder } from './VoiceRecorder.vue'
export { fitWithin, LONGEST_SIDE, shrinkPhoto, type Size } from './image'
export { useKeptFile } from './keptFile'
export { canRecord, LONGEST_NOTE_MS } from './microphone'
export { findPlace, type Found, type NoPlace, type Place } from './position'
export { DeviceProblem, type DeviceReason } from './problem'
