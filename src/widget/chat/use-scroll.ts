// Where the transcript stands: new answers come into view from their beginning, unless the person is reading further up.
// Must not know what was said.

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { View } from '../line/conversation.ts';

const NEAR = 80;
const ABOVE = 12;
/** More than this below the edge, in pixels, and a row of choices may be out of sight. */
const HIDDEN = 48;

/** `[below, toNewest]`: is there something further down, and the way there. */
export function useScroll(box: RefObject<HTMLElement | null>, view: View): readonly [boolean, () => void] {
  const [below, setBelow] = useState(false);
  const follows = useRef(true);
  const own = useRef(0);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const left = leftBelow(element);
      follows.current = left < NEAR;
      setBelow(left > HIDDEN);
    };
    element.addEventListener('scroll', look, { passive: true });
    // The keyboard of a phone takes room away; what was in view stays in view.
    let height = element.clientHeight;
    const sizes = new ResizeObserver(() => {
      element.scrollTop += Math.max(0, height - element.clientHeight);
      height = element.clientHeight;
      look();
    });
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [box]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const said = [...element.querySelectorAll<HTMLElement>('.said')];
    const mine = said.filter((each) => each.classList.contains('person')).length;
    if (mine > own.current) follows.current = true;
    own.current = mine;
    if (!follows.current) {
      setBelow(leftBelow(element) > HIDDEN);
      return;
    }
    const lastOwn = said.findLastIndex((each) => each.classList.contains('person'));
    const latest = said[lastOwn];
    const bottom = element.scrollHeight - element.clientHeight;
    // Before the person has said anything, the chat stands at its very beginning.
    element.scrollTop = latest ? Math.min(bottom, latest.offsetTop - ABOVE) : 0;
    follows.current = true;
    // Standing where it stood, it sends no scroll event.
    setBelow(leftBelow(element) > HIDDEN);
  }, [box, view.entries, view.unsent]);

  return [below, () => box.current?.scrollTo({ top: box.current.scrollHeight })];
}

function leftBelow(element: HTMLElement): number {
  return element.scrollHeight - element.scrollTop - element.clientHeight;
}
