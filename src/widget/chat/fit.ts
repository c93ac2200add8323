// As a page of its own the chat fills what the phone's keyboard leaves free; in a frame the loader does it.

export function fitToKeyboard(): void {
  const viewport = visualViewport;
  if (!viewport) return;
  const resize = () => document.documentElement.style.setProperty('--height', `${viewport.height}px`);
  resize();
  viewport.addEventListener('resize', resize);
}
