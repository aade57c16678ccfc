import './components/junction-app.ts';
