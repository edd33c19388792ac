import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** Whether it was ever on the screen: what nobody has scrolled to is not fetched, opened or drawn. */
export function useSeen(place: Ref<HTMLElement | null>): Ref<boolean> {
  const seen = ref(false)
  let watching: IntersectionObserver | undefined
  onMounted(() => {
    watching = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      seen.value = true
      watching?.disconnect()
    })
    if (place.value) watching.observe(place.value)
  })
  onBeforeUnmount(() => watching?.disconnect())
  return seen
}
