/** The sheet for peer mentors, in Polish. Translated by machine, not yet checked. */
const words: Record<string, string> = {
  'mentors.title': 'Pierwszy dzień: kartka dla mentorów',
  'mentors.lead': 'Siedzisz obok kogoś, kto nigdy nie miał w ręku takiego urządzenia albo nie umie czytać. Wystarczy dziesięć minut i ta kartka.',

  'mentors.before': 'Zanim zaczniecie',
  'mentors.before.code': 'Personel daje kod na papierze. Wpiszcie go razem albo pokażcie urządzeniu kwadrat.',
  'mentors.before.key': 'Tylko ta osoba wybiera PIN albo cztery obrazki. Odwróć wtedy wzrok.',
  'mentors.before.sound': 'Zostawcie urządzenie kilka minut w zasięgu sieci: głosy przyjdą same.',
  'mentors.before.begin': 'Ta osoba dotyka dłoni na pierwszym ekranie. Każdy język woła; dotyka swojego.',

  'mentors.tour': 'Co mówi głos, krok po kroku',
  'mentors.foot': 'Zawsze na dole:',
  'mentors.foot.back': 'krok wstecz',
  'mentors.foot.ear': 'jeszcze raz',
  'mentors.foot.forward': 'dalej, nawet gdy nic nie zrobiono',
  'mentors.practice': 'Potem ćwiczenie, w bursztynowe paski: nic tam nie jest naprawdę, nic nie jest wysyłane, nikt tego nie czyta.',

  'mentors.tips': 'Sześć rad',
  'mentors.tip.hand': 'Ta osoba dotyka sama, nie Ty. Wskazuj obok ekranu.',
  'mentors.tip.wait': 'Czekaj. Niech głos skończy; policz do dziesięciu, zanim pomożesz.',
  'mentors.tip.key': 'Nigdy nie pytaj o PIN ani o obrazki. Jeśli je widzisz, powiedz to i pomóż je zmienić.',
  'mentors.tip.read': 'Nie czytaj cudzego ekranu bez prośby. Odwróć wzrok, gdy ktoś pisze coś naprawdę.',
  'mentors.tip.breaks': 'Nic się nie zepsuje. Strzałka wstecz cofa zły dotyk: powiedz to.',
  'mentors.tip.talk': 'Dymek na końcu: tak prosi się o rozmowę z człowiekiem.',

  'mentors.truth': 'Co mówić zgodnie z prawdą',
  'mentors.truth.staff': 'Czy personel może to czytać?',
  'mentors.truth.staff.says': 'Personel, który z Tobą pracuje, czyta to, co wysyłasz. Niewysłane jest zamknięte Twoim PIN-em albo obrazkami.',
  'mentors.truth.offline': 'A jeśli nie ma sygnału?',
  'mentors.truth.offline.says': 'Co wysyłasz, czeka tu bezpiecznie i pójdzie samo. Linia u góry mówi, co czeka.',
  'mentors.truth.forgot': 'Nie pamiętam PIN-u.',
  'mentors.truth.forgot.says': 'Nikt nie może go sprawdzić. Personel da nowy kod, a nic, co wysłano, nie przepadnie.',
  'mentors.truth.words': 'Czy wszystko jest w moim języku?',
  'mentors.truth.words.says': 'Przewodnik jest po angielsku, walijsku i polsku. Reszta jest częściowo po angielsku. Po walijsku i polsku tłumaczyła maszyna: mów personelowi o błędach.',

  'mentors.care': 'Ktoś jest zrozpaczony, mówi, że może sobie coś zrobić albo że ktoś go krzywdzi? Przerwij i od razu wezwij personel.'
}

export default words
