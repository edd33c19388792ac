/** Is there a camera at all? A browser tells that without asking anybody; whether we may use it, it tells when it is opened. */
export async function hasCamera(): Promise<boolean> {
  const found = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
  return found.some((one) => one.kind === 'videoinput')
}
