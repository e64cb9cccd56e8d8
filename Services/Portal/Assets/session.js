// Says five minutes before a session ends that it will, and lets whoever is at work stay. What is on the page is never
// touched: what was typed is still there.
(() => {
  'use strict'

  const bar = document.querySelector('[data-session]')
  if (!bar || !('fetch' in window)) return
  const words = bar.querySelector('[data-session-words]')
  const stay = bar.querySelector('[data-session-stay]')
  const leave = bar.querySelector('[data-session-leave]')
  const again = bar.querySelector('[data-session-again]')
  const warning = 5 * 60 * 1000

  let end = 0
  let timer = 0

  // One session serves every page that is open: what is done on one counts for all.
  const others = 'BroadcastChannel' in window ? new BroadcastChannel('referral-hub-session') : null

  const show = (text, isOver) => {
    words.textContent = text
    stay.hidden = leave.hidden = isOver
    again.hidden = !isOver
    bar.hidden = false
  }

  const look = () => {
    window.clearTimeout(timer)
    const left = end - Date.now()
    if (left <= 0) {
      show('Your session has ended. What you have typed is still on this page: copy it before you leave.', true)
      return
    }
    if (left <= warning) {
      const minutes = Math.ceil(left / 60000)
      // Said once: a number that changes every minute would be read out every minute.
      if (bar.hidden) show(`You will be signed out in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`, false)
    } else {
      bar.hidden = true
    }
    timer = window.setTimeout(look, left > warning ? left - warning : left)
  }

  const goOn = (seconds) => {
    end = Date.now() + seconds * 1000
    bar.hidden = true
    look()
  }

  stay.addEventListener('submit', async (event) => {
    event.preventDefault()
    try {
      const answer = await fetch(stay.action, {
        method: 'POST', body: new URLSearchParams(new FormData(stay)), headers: { Accept: 'application/json' },
      })
      if (answer.ok) {
        const { seconds } = await answer.json()
        goOn(seconds)
        if (others) others.postMessage(seconds)
      } else {
        end = 0
        look()
      }
    } catch {
      words.textContent = 'That did not work: the service cannot be reached. Try again.'
    }
  })

  if (others) {
    // What is over stays over: whoever signs in again has another session, and this page is not of it.
    others.addEventListener('message', (message) => { if (end > Date.now()) goOn(Number(message.data)) })
    others.postMessage(Number(bar.dataset.session))
  }
  // A browser's clocks stand still while the machine sleeps.
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') look() })
  goOn(Number(bar.dataset.session))
})()
