// A phone shows the chat on the whole screen, above its keyboard. Must not know what the panel holds.

const small = matchMedia('(max-width: 640px), (max-height: 480px)');

export const isSmall = (): boolean => small.matches;

export function onSmallChange(changed: () => void): void {
  small.addEventListener('change', changed);
}

/** Keeps `panel` inside the part of the screen that the keyboard leaves free; returns the way to let go. */
export function fitToScreen(panel: HTMLElement): () => void {
  const page = document.documentElement;
  const before = page.style.overflow;
  page.style.overflow = 'hidden';
  const viewport = visualViewport;
  const resize = () => {
    if (!viewport) return;
    panel.style.height = `${viewport.height}px`;
    panel.style.top = `${viewport.offsetTop}px`;
  };
  resize();
  viewport?.addEventListener('resize', resize);
  viewport?.addEventListener('scroll', resize);
  return () => {
    viewport?.removeEventListener('resize', resize);
    viewport?.removeEventListener('scroll', resize);
    page.style.overflow = before;
    panel.style.height = '';
    panel.style.top = '';
  };
}
