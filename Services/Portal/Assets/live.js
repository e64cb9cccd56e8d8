// Hears how the queue stands and says so. It never moves a row: the reader updates the list when it suits them.
(() => {
  'use strict'

  const live = document.querySelector('[data-live]')
  const news = document.querySelector('[data-live-news]')
  const state = document.querySelector('[data-live-state]')
  if (!live || !news || !state || !('EventSource' in window)) return

  // How the queue stood when this page was made.
  const version = live.dataset.version
  const total = Number(live.dataset.total)
  // Where only a part of the queue is looked at, what comes in need not be new.
  const kind = 'part' in live.dataset ? 'more' : 'new'
  let source = null
  let again = null
  let failures = 0
  let said = ''

  const say = (words, action, address) => {
    // Saying the same again would make a screen reader repeat it.
    if (words === said) return
    said = words
    news.textContent = ''
    if (!words) return
    const link = document.createElement('a')
    link.className = 'govuk-link'
    link.href = address
    link.textContent = action
    news.append(`${words} – `, link)
  }

  const showCounts = (message) => {
    const counts = JSON.parse(message.data)
    for (const badge of document.querySelectorAll('[data-count]')) {
      const name = badge.dataset.count
      const number = name === 'total' ? counts.total : counts.counts[name]
      if (number !== undefined) badge.textContent = String(number)
    }
    const more = counts.total - total
    if (counts.version === version) say('')
    else if (more === 1) say(`1 ${kind} referral`, 'update list', live.dataset.again)
    else if (more > 1) say(`${more} ${kind} referrals`, 'update list', live.dataset.again)
    else say('The queue has changed', 'update list', live.dataset.again)
  }

  const close = () => {
    clearTimeout(again)
    if (source) source.close()
    source = null
  }

  // A browser comes back by itself when a connection breaks, but gives up for good when it is told no: by a service that
  // is just starting, or by a proxy in front of one that is not there. So here we come back in that case: soon, then
  // less often.
  const comeBack = () => {
    close()
    failures += 1
    again = setTimeout(follow, Math.min(60, 2 ** failures) * 1000)
  }

  const open = () => {
    if (source) return
    source = new EventSource(live.dataset.live)
    source.addEventListener('counts', showCounts)
    source.addEventListener('open', () => {
      failures = 0
      state.textContent = ' The numbers below keep up by themselves.'
    })
    source.addEventListener('error', () => {
      state.textContent = ' The numbers do not keep up at the moment.'
      if (source && source.readyState === EventSource.CLOSED) comeBack()
    })
    source.addEventListener('signed-out', () => {
      close()
      document.removeEventListener('visibilitychange', follow)
      state.textContent = ''
      say('Your session has ended', 'sign in again', '/sign-in?because=ended')
    })
  }

  // A browser has few connections for one service: only the page somebody looks at takes one.
  const follow = () => {
    if (document.visibilityState === 'visible') open()
    else close()
  }

  document.addEventListener('visibilitychange', follow)
  window.addEventListener('pagehide', close)
  window.addEventListener('pageshow', follow)
  follow()
})()
